import { SOURCES } from '../../../../core/sources.ts';
import { accessModeRule } from '../../access-mode-rule.ts';

/** Warns of an access mode that the driver's documents do not mention. */
export const iomeshPvcReadWriteOncePod = accessModeRule(
  {
    id: 'iomesh-pvc-read-write-once-pod',
    severity: 'warning',
    summary: 'A claim asks only for access modes that are documented for IOMesh.',
    help: 'Use ReadWriteOnce.',
    source: SOURCES.iomeshCreatePv,
    examples: {
      valid: [
        {
          yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: iomesh
  accessModes: [ReadWriteOnce]
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
  name: data
spec:
  storageClassName: iomesh
  accessModes: [ReadWriteOncePod]
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
  { modes: ['ReadWriteOncePod'], message: mode => `${mode} is not documented for IOMesh` },
);
