import { SECRET_KEYS } from '../../core/csi-parameters.ts';
import type { SecretKeys } from '../../core/csi-parameters.ts';
import type { Report } from '../../core/finding.ts';
import { at } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterPath } from '../../core/storage-class.ts';
import { hasParameter } from '../shared/class-parameters.ts';

function present(storageClass: KubernetesObject, keys: readonly (string | undefined)[]): string | undefined {
  return keys.find(key => key !== undefined && hasParameter(storageClass, key));
}

function missing(have: string, want: string): Report {
  return {
    path: parameterPath(have),
    message: `${have} is set but ${want} is not; both are needed`,
    fix: `Add ${want}, or remove ${have}.`,
  };
}

function emptyValue(storageClass: KubernetesObject, key: string): readonly Report[] {
  const path = parameterPath(key);
  if (at(storageClass, ...path) !== '') return [];
  return [
    { path, message: `${key} is empty`, fix: 'Fill it in, or remove it together with its counterpart.' },
  ];
}

function checkPair(storageClass: KubernetesObject, keys: SecretKeys): readonly Report[] {
  const name = present(storageClass, [keys.name, keys.oldName]);
  const namespace = present(storageClass, [keys.namespace, keys.oldNamespace]);
  if (name !== undefined && namespace !== undefined) {
    return [...emptyValue(storageClass, name), ...emptyValue(storageClass, namespace)];
  }
  if (name !== undefined) return [missing(name, keys.namespace)];
  return namespace === undefined ? [] : [missing(namespace, keys.name)];
}

/** Reports half-given Secrets: external-provisioner wants the name and the namespace. */
export const scSecretRefIncomplete = defineRule({
  id: 'sc-secret-ref-incomplete',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The Secret of an operation is given by its name and its namespace, both not empty.',
  help: 'Give the name and the namespace of the Secret, or neither.',
  source: SOURCES.externalProvisioner,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: auth
provisioner: com.iomesh.csi-driver
parameters:
  csi.storage.k8s.io/controller-publish-secret-name: volume-secret
  csi.storage.k8s.io/controller-publish-secret-namespace: iomesh-system
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: auth
provisioner: com.iomesh.csi-driver
parameters:
  csi.storage.k8s.io/controller-publish-secret-name: volume-secret
  csi.storage.k8s.io/node-stage-secret-name: ""
  csi.storage.k8s.io/node-stage-secret-namespace: iomesh-system
`,
        findings: [
          { path: '/parameters/csi.storage.k8s.io~1controller-publish-secret-name' },
          { path: '/parameters/csi.storage.k8s.io~1node-stage-secret-name' },
        ],
      },
    ],
  },
  check: storageClass => SECRET_KEYS.flatMap(keys => checkPair(storageClass, keys)),
});
