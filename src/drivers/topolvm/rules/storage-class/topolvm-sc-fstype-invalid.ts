import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { suggest } from '../../../../core/suggest.ts';
import { FILE_SYSTEMS, fsTypeKeyOf, fsTypeOf } from '../../file-system.ts';
import { ownStorageClass, parameterPath } from '../../own-storage-class.ts';

/** The tools that make ext4 make these as well, so that nothing fails; TopoLVM just does not promise them. */
const RELATED = ['ext2', 'ext3'];

/** Reports file systems that TopoLVM does not support. */
export const topolvmScFstypeInvalid = defineRule({
  id: 'topolvm-sc-fstype-invalid',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The file system type is one that TopoLVM supports.',
  help: `Use ${FILE_SYSTEMS.join(', ')}, or leave it out for ext4.`,
  source: SOURCES.topolvmUserManual,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-xfs }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
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
metadata: { name: topolvm-xfs }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  csi.storage.k8s.io/fstype: XFS
`,
        findings: [{ path: '/parameters/csi.storage.k8s.io~1fstype' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ext3 }
provisioner: topolvm.cybozu.com
volumeBindingMode: WaitForFirstConsumer
parameters:
  fsType: ext3
`,
        findings: [{ path: '/parameters/fsType', severity: 'warning' }],
      },
    ],
  },
  check(object) {
    const own = ownStorageClass(object);
    const key = own && fsTypeKeyOf(own.storageClass);
    if (own === undefined || key === undefined) return [];
    const fsType = fsTypeOf(own.storageClass);
    if (fsType === '' || FILE_SYSTEMS.includes(fsType)) return [];
    const path = parameterPath(key);
    const message = `TopoLVM does not support the file system "${fsType}"`;
    if (RELATED.includes(fsType)) return [{ path, message, severity: 'warning' }];
    const near = suggest(fsType, FILE_SYSTEMS);
    if (near === undefined) return [{ path, message }];
    const fix = `Did you mean "${near}"? Supported: ${FILE_SYSTEMS.join(', ')}.`;
    return [{ path, message, fix, edit: { type: 'replace-value', path, value: near } }];
  },
});
