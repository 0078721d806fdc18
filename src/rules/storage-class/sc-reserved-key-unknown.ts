import { RESERVED_KEYS, RESERVED_PREFIX } from '../../core/csi-parameters.ts';
import { misspeltKey } from '../../core/key-edits.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterPath } from '../../core/storage-class.ts';
import { parameterKeys, wrongKey } from '../shared/class-parameters.ts';

/** Reports misspelt keys of external-provisioner, which fails on them instead of passing them on. */
export const scReservedKeyUnknown = defineRule({
  id: 'sc-reserved-key-unknown',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'A parameter that begins with csi.storage.k8s.io/ is one that external-provisioner knows.',
  help: 'Correct or remove the key; with it no volume is provisioned.',
  source: SOURCES.externalProvisioner,
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
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
parameters:
  csi.storage.k8s.io/fsType: xfs
  csi.storage.k8s.io/pvc/name: data
`,
        findings: [
          { path: '/parameters/csi.storage.k8s.io~1fsType' },
          { path: '/parameters/csi.storage.k8s.io~1pvc~1name' },
        ],
      },
    ],
  },
  check(storageClass) {
    return parameterKeys(storageClass)
      .filter(key => key.startsWith(RESERVED_PREFIX) && !RESERVED_KEYS.includes(key))
      .map(key =>
        wrongKey(key, {
          message: `${key} is reserved and unknown; provisioning will fail`,
          ...misspeltKey(storageClass, parameterPath(key), RESERVED_KEYS),
        }),
      );
  },
});
