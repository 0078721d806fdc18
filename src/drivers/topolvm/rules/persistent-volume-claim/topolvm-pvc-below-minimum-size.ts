import { CLAIM_KINDS } from '../../../../core/claims-of.ts';
import { formatBytes } from '../../../../core/quantity.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { fsTypeOf, minimumBytes } from '../../file-system.ts';
import { ownClaims } from '../../own-claims.ts';

/** Says that a volume becomes larger than its claim. */
export const topolvmPvcBelowMinimumSize = defineRule({
  id: 'topolvm-pvc-below-minimum-size',
  kinds: CLAIM_KINDS,
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
  check(object, { lookup }) {
    return ownClaims(object, lookup).flatMap(({ claim, storageClass, specPath }) => {
      const minimum = minimumBytes(claim.volumeMode, storageClass);
      const request = claim.requestBytes ?? 0n;
      if (request <= 0n || request >= minimum) return [];
      const what = claim.volumeMode === 'Block' ? 'block' : fsTypeOf(storageClass);
      const message = `the volume will be ${formatBytes(minimum)}, the smallest that TopoLVM makes for ${what}`;
      const fix = `Request ${formatBytes(minimum)}, so that the claim says what it takes.`;
      return [{ path: [...specPath, 'resources', 'requests', 'storage'], message, fix }];
    });
  },
});
