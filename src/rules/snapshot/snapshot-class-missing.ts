import { stringAt } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { mustExist } from '../../core/resolve.ts';

/** Warns of snapshots whose class does not exist: they are never taken. */
export const snapshotClassMissing = defineRule({
  id: 'snapshot-class-missing',
  kinds: ['VolumeSnapshot'],
  severity: 'warning',
  summary: 'The VolumeSnapshotClass of a snapshot exists.',
  help: 'Create the class, or correct volumeSnapshotClassName.',
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
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata:
  name: iomesh
driver: com.iomesh.csi-driver
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
`,
        live: true,
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
`,
        findings: [{ path: '/spec/volumeSnapshotClassName', severity: 'unknown' }],
      },
    ],
  },
  check(snapshot, { lookup }) {
    const path = ['spec', 'volumeSnapshotClassName'];
    const name = stringAt(snapshot, ...path);
    return name === undefined ? [] : mustExist(lookup, { kind: 'VolumeSnapshotClass', name }, path);
  },
});
