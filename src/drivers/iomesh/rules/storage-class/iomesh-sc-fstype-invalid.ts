import { SOURCES } from '../../../../core/sources.ts';
import { parameterEnumRule } from '../../checks/parameter-rules.ts';
import { iomeshClass } from '../../examples/storage.ts';

/** Rejects file systems that the driver cannot make. */
export const iomeshScFstypeInvalid = parameterEnumRule('fstype', {
  id: 'iomesh-sc-fstype-invalid',
  summary: 'The file system type is one that the driver can make.',
  help: 'Use ext4, ext3, ext2 or xfs.',
  source: SOURCES.iomeshStorageClass,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh-xfs', 'csi.storage.k8s.io/fstype: xfs'),
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: another-driver
provisioner: csi.example.com
parameters:
  csi.storage.k8s.io/fstype: btrfs
`,
      },
    ],
    invalid: [
      {
        yaml: iomeshClass('iomesh-ext4', 'csi.storage.k8s.io/fstype: ex4'),
        findings: [{ path: '/parameters/csi.storage.k8s.io~1fstype' }],
      },
    ],
  },
});
