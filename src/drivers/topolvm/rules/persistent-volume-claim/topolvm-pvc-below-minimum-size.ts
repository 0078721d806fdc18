import { CLAIM_PATHS } from '../../../../core/claim-paths.ts';
import { formatBytes } from '../../../../core/quantity.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClaimRule } from '../../checks/own-rules.ts';
import { fsTypeOf, LARGEST_MINIMUM_BYTES, minimumBytes } from '../../classes/file-system.ts';

/** Says that a volume becomes larger than its claim. */
export const topolvmPvcBelowMinimumSize = ownClaimRule({
  id: 'topolvm-pvc-below-minimum-size',
  severity: 'info',
  summary: 'The request is at least the smallest volume that TopoLVM makes.',
  help: 'Request at least 32Mi for ext4, 300Mi for xfs, 200Mi for btrfs and 8Mi for block volumes.',
  source: SOURCES.topolvmAllocation,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: topolvm-xfs
  resources: { requests: { storage: 300Mi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-xfs }
provisioner: topolvm.io
parameters: { csi.storage.k8s.io/fstype: xfs }
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
  resources: { requests: { storage: 10Mi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-xfs }
provisioner: topolvm.io
parameters: { csi.storage.k8s.io/fstype: xfs }
`,
        findings: [{ path: '/spec/resources/requests/storage' }],
      },
    ],
  },
  concerns: ({ decoded: { requestBytes = 0n } }) => requestBytes > 0n && requestBytes < LARGEST_MINIMUM_BYTES,
  check({ decoded: { requestBytes = 0n, volumeMode } }, { storageClass }) {
    const minimum = minimumBytes(volumeMode, storageClass);
    if (requestBytes >= minimum) return [];
    const what = volumeMode === 'Block' ? 'block' : fsTypeOf(storageClass);
    const message = `the volume will be ${formatBytes(minimum)}, the smallest that TopoLVM makes for ${what}`;
    const fix = `Request ${formatBytes(minimum)}, so that the claim says what it takes.`;
    return [{ path: CLAIM_PATHS.storageRequest, message, fix }];
  },
});
