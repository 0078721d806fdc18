import { SOURCES } from '../../../../core/sources.ts';
import { accessModeRule } from '../../access-mode-rule.ts';

/** Notes that a read-only block volume of IOMesh can be written. */
export const iomeshPvcReadOnlyManyWritable = accessModeRule(
  {
    id: 'iomesh-pvc-read-only-many-writable',
    severity: 'info',
    summary: 'Nothing relies on ReadOnlyMany to protect a block volume of IOMesh.',
    help: 'Do not rely on the access mode for protection: a ReadOnlyMany block volume can still be written.',
    source: SOURCES.iomeshReleaseNotes,
    examples: {
      valid: [
        {
          yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: golden-image
spec:
  storageClassName: iomesh
  volumeMode: Block
  accessModes: [ReadWriteMany]
  resources:
    requests:
      storage: 10Gi
`,
          state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
`,
        },
      ],
      invalid: [
        {
          yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: golden-image
spec:
  storageClassName: iomesh
  volumeMode: Block
  accessModes: [ReadOnlyMany]
  resources:
    requests:
      storage: 10Gi
`,
          state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
`,
          findings: [{ path: '/spec/accessModes/0' }],
        },
      ],
    },
  },
  {
    modes: ['ReadOnlyMany'],
    volumeMode: mode => mode === 'Block',
    message: mode => `known issue: IOMesh lets pods write to a ${mode} block volume`,
  },
);
