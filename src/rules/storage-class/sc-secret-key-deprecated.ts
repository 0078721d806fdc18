import { RENAMED_SECRET_KEYS } from '../../core/csi-parameters.ts';
import { renameKey } from '../../core/key-edits.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterPath } from '../../core/storage-class.ts';
import { hasParameter, wrongKey } from '../shared/class-parameters.ts';

/** Reports Secrets under the keys from before CSI 1.0. */
export const scSecretKeyDeprecated = defineRule({
  id: 'sc-secret-key-deprecated',
  kinds: ['StorageClass'],
  severity: 'warning',
  summary: 'Secrets stand under the keys that begin with csi.storage.k8s.io/.',
  help: 'Use the key that begins with csi.storage.k8s.io/.',
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
  csi.storage.k8s.io/node-stage-secret-name: chap
  csi.storage.k8s.io/node-stage-secret-namespace: iomesh-system
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
  csiNodeStageSecretName: chap
  csiNodeStageSecretNamespace: iomesh-system
`,
        findings: [
          { path: '/parameters/csiNodeStageSecretName' },
          { path: '/parameters/csiNodeStageSecretNamespace' },
        ],
      },
    ],
  },
  check(storageClass) {
    return [...RENAMED_SECRET_KEYS]
      .filter(([old, current]) => hasParameter(storageClass, old) && !hasParameter(storageClass, current))
      .map(([old, current]) =>
        wrongKey(old, {
          message: `${old} is deprecated`,
          fix: `Use ${current}.`,
          ...renameKey(storageClass, parameterPath(old), current),
        }),
      );
  },
});
