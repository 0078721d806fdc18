import { RESERVED_PREFIX } from '../../core/csi-parameters.ts';
import { driverOf } from '../../core/driver-of.ts';
import type { Report } from '../../core/finding.ts';
import { entriesAt, objectAt, stringAt } from '../../core/json.ts';
import { misspeltKey } from '../../core/key-edits.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { defineRule } from '../../core/rule.ts';
import type { RuleContext } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { hasParameter } from '../shared/class-parameters.ts';
import { parametersOf } from '../shared/known-provisioners.ts';

const FIELDS: readonly string[] = [
  'apiVersion',
  'kind',
  'metadata',
  'provisioner',
  'parameters',
  'reclaimPolicy',
  'mountOptions',
  'allowVolumeExpansion',
  'volumeBindingMode',
  'allowedTopologies',
];

function isParameter(storageClass: KubernetesObject, key: string, context: RuleContext): boolean {
  const driver = driverOf(stringAt(storageClass, 'provisioner'), context);
  return key.startsWith(RESERVED_PREFIX) || (driver !== undefined && parametersOf(driver).includes(key));
}

function moveToParameters(storageClass: KubernetesObject, key: string): Pick<Report, 'fix' | 'edit'> {
  const fix = 'Move it under parameters.';
  const isSafe =
    stringAt(storageClass, key) !== undefined &&
    objectAt(storageClass, 'parameters') !== undefined &&
    !hasParameter(storageClass, key);
  return isSafe ? { fix, edit: { type: 'move', path: [key], to: ['parameters', key] } } : { fix };
}

/** Reports fields that a StorageClass does not have; mostly these are parameters at the wrong place. */
export const scUnknownField = defineRule({
  id: 'sc-unknown-field',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'A StorageClass has only the fields that the API defines.',
  help: 'Move it under parameters if it is a parameter of the driver, or remove it.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
parameters:
  csi.storage.k8s.io/fstype: xfs
volumeBindingMode: WaitForFirstConsumer
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: local
provisioner: com.iomesh.iomesh-localpv-manager
volumeType: hostpath
volumeBindingmode: WaitForFirstConsumer
`,
        findings: [{ path: '/volumeType' }, { path: '/volumeBindingmode' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
csi.storage.k8s.io/fstype: xfs
parameters: {}
`,
        findings: [{ path: '/csi.storage.k8s.io~1fstype' }],
      },
    ],
  },
  check(storageClass, context) {
    return entriesAt(storageClass)
      .filter(([key]) => !FIELDS.includes(key))
      .map(([key]) => ({
        path: [key],
        target: 'key',
        message: `"${key}" is not a StorageClass field`,
        ...(isParameter(storageClass, key, context)
          ? moveToParameters(storageClass, key)
          : misspeltKey(storageClass, [key], FIELDS)),
      }));
  },
});
