import { SOURCES } from '../../../../core/sources.ts';
import { wrongWord } from '../../../../core/spelling.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { FILE_SYSTEMS, fsTypeKeyOf, fsTypeOf } from '../../classes/file-system.ts';

/** The tools that make ext4 make these as well, so that nothing fails; TopoLVM just does not promise them. */
const RELATED = ['ext2', 'ext3'];

/** Reports file systems that TopoLVM does not support. */
export const topolvmScFstypeInvalid = ownClassRule({
  id: 'topolvm-sc-fstype-invalid',
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
  check({ storageClass }) {
    const key = fsTypeKeyOf(storageClass);
    const fsType = fsTypeOf(storageClass);
    if (key === undefined || fsType === '') return [];
    const path = parameterPath(key);
    if (!RELATED.includes(fsType)) return wrongWord(fsType, path, FILE_SYSTEMS, 'fstype');
    return [{ path, severity: 'warning', message: `fstype "${fsType}" is not documented for TopoLVM` }];
  },
});
