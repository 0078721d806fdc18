import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { arrayAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { nearestPath } from '../../core/nearest-path.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { classOf } from '../../core/claim-class.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { eachRestore } from '../shared/each-copy.ts';
import { wantsExactCopy } from '../shared/exact-copies.ts';
import { decide } from '../../core/resolve.ts';
import { snapshottedClaim } from '../shared/snapshots.ts';

function accessModes(claim: JsonObject): string {
  const modes = arrayAt(claim, ...CLAIM_PATHS.accessModes).filter(mode => typeof mode === 'string');
  return [...new Set(modes)].sort().join(', ');
}

/** Reports restored IOMesh claims with other access modes than the claim that the snapshot was taken of. */
export const pvcRestoreAccessModeDiffers = defineRule({
  id: 'pvc-restore-access-mode-differs',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A claim restored on IOMesh has the access modes of the claim that the snapshot was taken of.',
  help: 'Use the access modes of the claim that the snapshot was taken of.',
  source: SOURCES.iomeshRestore,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: restored
spec:
  accessModes: [ReadWriteOnce]
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  accessModes: [ReadWriteOnce]
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: default
spec:
  source: { persistentVolumeClaimName: data }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: restored
spec:
  accessModes: [ReadWriteMany]
  storageClassName: iomesh
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  accessModes: [ReadWriteOnce]
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: default
spec:
  source: { persistentVolumeClaimName: data }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
`,
        findings: [{ path: '/spec/accessModes' }],
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: restored
spec:
  accessModes: [ReadWriteMany]
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
`,
        findings: [{ path: '/spec/accessModes', severity: 'unknown' }],
      },
    ],
  },
  check: eachRestore(CLAIM_PATHS.accessModes, ({ json }, snapshot, context) => {
    const path = nearestPath(json, CLAIM_PATHS.accessModes);
    return decide(snapshottedClaim(snapshot, context.lookup), path, source => {
      const own = accessModes(json);
      const theirs = accessModes(source);
      if (own === theirs) return [];
      const message = `the access modes are ${own || 'none'}, those of the snapshot's claim ${theirs || 'none'}`;
      return decide(classOf(json, context.lookup), path, storageClass =>
        wantsExactCopy(storageClass, context)
          ? [{ path, message, fix: `Use accessModes: [${theirs}].` }]
          : [],
      );
    });
  }),
});
