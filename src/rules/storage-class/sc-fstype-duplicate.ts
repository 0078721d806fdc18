import { fstypeKeys, FSTYPE_KEY, isCsiProvisioner } from '../../core/csi-parameters.ts';
import { stringAt } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterPath } from '../../core/storage-class.ts';
import { parameterKeys, wrongKey } from '../shared/class-parameters.ts';

/** Reports a file system type that is given twice, which external-provisioner refuses even when both say the same. */
export const scFstypeDuplicate = defineRule({
  id: 'sc-fstype-duplicate',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The file system type is given once.',
  help: 'Keep csi.storage.k8s.io/fstype only.',
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
  csi.storage.k8s.io/fstype: xfs
  fsType: xfs
`,
        findings: [{ path: '/parameters/fsType' }],
      },
    ],
  },
  check(storageClass) {
    const [kept, ...others] = fstypeKeys(parameterKeys(storageClass));
    if (kept === undefined || !isCsiProvisioner(stringAt(storageClass, 'provisioner') ?? '')) return [];
    const value = stringAt(storageClass, ...parameterPath(kept));
    return others.map(key => {
      const isSame = kept === FSTYPE_KEY && stringAt(storageClass, ...parameterPath(key)) === value;
      return wrongKey(key, {
        message: `the file system type is given twice, as "${kept}" and as "${key}"; provisioning fails`,
        ...(isSame && { edit: { type: 'remove', path: parameterPath(key) } }),
      });
    });
  },
});
