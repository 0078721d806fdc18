import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { stringAt } from '../../core/json.ts';
import { annotationOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { nearestPath } from '../../core/nearest-path.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { eachRestore } from '../shared/each-copy.ts';
import { decide } from '../../core/resolve.ts';
import type { Resolved } from '../../core/resolve.ts';
import { snapshottedClaim } from '../shared/snapshots.ts';

/** On a VolumeSnapshotContent: its administrator allows that the volume mode changes. */
const ALLOW_CHANGE = 'snapshot.storage.kubernetes.io/allow-volume-mode-change';

function contentOf(snapshot: KubernetesObject, lookup: Lookup): KubernetesObject | undefined {
  const name = stringAt(snapshot, 'status', 'boundVolumeSnapshotContentName');
  return name === undefined ? undefined : lookup.get('VolumeSnapshotContent', undefined, name);
}

/** The volume mode that a snapshot demands; `undefined` when it may change or is not known. */
function demandedMode(snapshot: KubernetesObject, lookup: Lookup): Resolved<string> {
  const content = contentOf(snapshot, lookup);
  if (content !== undefined && annotationOf(content, ALLOW_CHANGE) === 'true') return undefined;
  const recorded = stringAt(content, 'spec', 'sourceVolumeMode');
  if (recorded !== undefined) return { value: recorded };
  const source = snapshottedClaim(snapshot, lookup);
  if (source === undefined || 'needs' in source) return source;
  return { value: stringAt(source.value, ...CLAIM_PATHS.volumeMode) ?? 'Filesystem' };
}

/** Warns of restored claims of another volume mode than the snapshot's: the provisioner may refuse them. */
export const pvcRestoreVolumeModeDiffers = defineRule({
  id: 'pvc-restore-volume-mode-differs',
  kinds: CLAIM_KINDS,
  severity: 'warning',
  summary: 'A restored claim has the volume mode of the snapshot.',
  help: `Use the volume mode of the snapshot, or annotate its content with ${ALLOW_CHANGE}: "true".`,
  source: SOURCES.externalProvisioner,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: restored
spec:
  volumeMode: Block
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: default
status:
  boundVolumeSnapshotContentName: content-1
---
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotContent
metadata:
  name: content-1
  annotations:
    snapshot.storage.kubernetes.io/allow-volume-mode-change: "true"
spec:
  sourceVolumeMode: Filesystem
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
  volumeMode: Block
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: default
status:
  boundVolumeSnapshotContentName: content-1
---
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotContent
metadata:
  name: content-1
spec:
  sourceVolumeMode: Filesystem
`,
        findings: [{ path: '/spec/volumeMode' }],
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: restored
spec:
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: default
spec:
  source: { persistentVolumeClaimName: disk }
`,
        findings: [{ path: '/spec', severity: 'unknown' }],
      },
    ],
  },
  check: eachRestore(CLAIM_PATHS.volumeMode, ({ json }, snapshot, { lookup }) => {
    const path = nearestPath(json, CLAIM_PATHS.volumeMode);
    const own = stringAt(json, ...CLAIM_PATHS.volumeMode) ?? 'Filesystem';
    return decide(demandedMode(snapshot, lookup), path, demanded =>
      own === demanded ? [] : [{ path, message: `the volume mode is ${own}, the snapshot's is ${demanded}` }],
    );
  }),
});
