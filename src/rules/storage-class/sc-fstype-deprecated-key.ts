import { fstypeKeys, FSTYPE_KEY, isCsiProvisioner } from '../../core/csi-parameters.ts';
import { stringAt } from '../../core/json.ts';
import { renameKey } from '../../core/key-edits.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterPath } from '../../core/storage-class.ts';
import { parameterKeys, wrongKey } from '../shared/class-parameters.ts';

/** Reports the file system type under its old key. */
export const scFstypeDeprecatedKey = defineRule({
  id: 'sc-fstype-deprecated-key',
  kinds: ['StorageClass'],
  severity: 'warning',
  summary: 'The file system type stands under csi.storage.k8s.io/fstype.',
  help: 'Use csi.storage.k8s.io/fstype.',
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
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: in-tree
provisioner: kubernetes.io/vsphere-volume
parameters:
  fstype: ext4
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
  fsType: xfs
`,
        findings: [{ path: '/parameters/fsType' }],
      },
    ],
  },
  check(storageClass) {
    const [key, ...others] = fstypeKeys(parameterKeys(storageClass));
    if (key === undefined || key === FSTYPE_KEY || others.length > 0) return [];
    if (!isCsiProvisioner(stringAt(storageClass, 'provisioner') ?? '')) return [];
    return [
      wrongKey(key, {
        message: `the key "${key}" is deprecated`,
        ...renameKey(storageClass, parameterPath(key), FSTYPE_KEY),
      }),
    ];
  },
});
