import { stringAt } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { classOf } from '../../core/claim-class.ts';
import { decide, resolve } from '../../core/resolve.ts';
import type { Resolved } from '../../core/resolve.ts';
import { snapshottedClaim } from '../shared/snapshots.ts';

const PATH = ['spec', 'volumeSnapshotClassName'] as const;

function snapshotDriver(snapshot: KubernetesObject, lookup: Lookup): Resolved<string> {
  const name = stringAt(snapshot, ...PATH);
  if (name === undefined) return undefined;
  const found = resolve(lookup, { kind: 'VolumeSnapshotClass', name });
  if (found === undefined || 'needs' in found) return found;
  const value = stringAt(found.value, 'driver');
  return value === undefined ? undefined : { value };
}

/** The driver of the claim's volume, or of its class while it has none. */
function claimDriver(snapshot: KubernetesObject, lookup: Lookup): Resolved<string> {
  const claim = snapshottedClaim(snapshot, lookup);
  if (claim === undefined || 'needs' in claim) return claim;
  const volume = lookup.get('PersistentVolume', undefined, stringAt(claim.value, 'spec', 'volumeName') ?? '');
  const driver = stringAt(volume, 'spec', 'csi', 'driver');
  if (driver !== undefined) return { value: driver };
  const found = classOf(claim.value, lookup);
  return found === undefined || 'needs' in found ? found : { value: found.value.provisioner };
}

/** Reports snapshots of one driver's volume with another driver's class. */
export const snapshotClassDriverMismatch = defineRule({
  id: 'snapshot-class-driver-mismatch',
  kinds: ['VolumeSnapshot'],
  severity: 'error',
  summary: 'The class of a snapshot is of the driver that made the volume.',
  help: 'Use a VolumeSnapshotClass of the driver that made the volume.',
  source: SOURCES.kubernetesSnapshots,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
spec:
  volumeSnapshotClassName: iomesh
  source: { persistentVolumeClaimName: data }
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata:
  name: iomesh
driver: com.iomesh.csi-driver
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  storageClassName: iomesh
---
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
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
spec:
  volumeSnapshotClassName: iomesh
  source: { persistentVolumeClaimName: data }
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata:
  name: iomesh
driver: com.iomesh.csi-driver
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  storageClassName: fast
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
        findings: [{ path: '/spec/volumeSnapshotClassName' }],
      },
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
spec:
  volumeSnapshotClassName: iomesh
  source: { persistentVolumeClaimName: data }
`,
        findings: [{ path: '/spec/volumeSnapshotClassName', severity: 'unknown' }],
      },
    ],
  },
  check(snapshot, { lookup }) {
    return decide(snapshotDriver(snapshot, lookup), PATH, theirs =>
      decide(claimDriver(snapshot, lookup), PATH, own => {
        if (own === theirs) return [];
        const message = `the volume is of ${own}, the snapshot class of ${theirs}`;
        return [{ path: PATH, message, fix: `Use a VolumeSnapshotClass of ${own}.` }];
      }),
    );
  },
});
