import { formatBytes } from '../../../../core/quantity.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClaimRule } from '../../checks/own-rules.ts';
import { createdBytes } from '../../claims/size.ts';

/** Reports limits below the size of the volume, which the driver refuses. */
export const topolvmPvcLimitBelowRequest = ownClaimRule({
  id: 'topolvm-pvc-limit-below-request',
  severity: 'error',
  summary: 'A storage limit is not below the size of the volume.',
  help: 'Raise or remove the limit: TopoLVM makes no volume that is larger.',
  source: SOURCES.topolvmController,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: topolvm-ssd
  resources: { requests: { storage: 10Gi }, limits: { storage: 10Gi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: topolvm-xfs
  resources: { requests: { storage: 100Mi }, limits: { storage: 200Mi } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: odd }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: topolvm-ssd
  resources: { requests: { storage: "2147483647" }, limits: { storage: "2147483647" } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-xfs }
provisioner: topolvm.io
parameters: { csi.storage.k8s.io/fstype: xfs }
`,
        findings: [{ path: '/spec/resources/limits/storage' }, { path: '/spec/resources/limits/storage' }],
      },
    ],
  },
  concerns: ({ decoded: { limitBytes = 0n } }) => limitBytes > 0n,
  check({ decoded }, { storageClass }) {
    const size = createdBytes(decoded, storageClass);
    if ((decoded.limitBytes ?? 0n) >= size) return [];
    const message = `the limit is below the volume, which will be ${formatBytes(size)} (${size} bytes)`;
    return [{ path: ['spec', 'resources', 'limits', 'storage'], message }];
  },
});
