import { isOldFstypeKey, RENAMED_SECRET_KEYS, RESERVED_PREFIX } from '../../core/csi-parameters.ts';
import { driverOf } from '../../core/driver-of.ts';
import { stringAt } from '../../core/json.ts';
import { misspeltKey } from '../../core/key-edits.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterPath } from '../../core/storage-class.ts';
import { parameterKeys, wrongKey } from '../shared/class-parameters.ts';
import { parametersOf } from '../shared/known-provisioners.ts';
import { MISPLACED_FIELDS } from '../shared/misplaced-fields.ts';

/** Keys that other rules speak of. */
function isElsewhere(key: string): boolean {
  return (
    key.startsWith(RESERVED_PREFIX) ||
    isOldFstypeKey(key) ||
    RENAMED_SECRET_KEYS.has(key) ||
    MISPLACED_FIELDS.has(key)
  );
}

/** Warns of parameters that the driver does not document. */
export const scParameterUnknown = defineRule({
  id: 'sc-parameter-unknown',
  kinds: ['StorageClass'],
  severity: 'warning',
  summary: 'The parameters of a StorageClass are ones that its driver documents.',
  help: 'Check the spelling; later versions of the driver may define the parameter.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: replicated
provisioner: com.iomesh.csi-driver
parameters:
  replicaFactor: "2"
  csi.storage.k8s.io/fstype: ext4
`,
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: of-another-driver
provisioner: csi.example.com
parameters:
  replicaFaktor: "2"
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: replicated
provisioner: com.iomesh.csi-driver
parameters:
  replicaFaktor: "2"
`,
        findings: [{ path: '/parameters/replicaFaktor' }],
      },
    ],
  },
  check(storageClass, context) {
    const driver = driverOf(stringAt(storageClass, 'provisioner'), context);
    if (driver === undefined) return [];
    const known = parametersOf(driver);
    return parameterKeys(storageClass)
      .filter(key => !known.includes(key) && !isElsewhere(key))
      .map(key =>
        wrongKey(key, {
          message: `${driver.title} documents no parameter "${key}"`,
          ...misspeltKey(storageClass, parameterPath(key), known),
        }),
      );
  },
});
