import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { restoreSource, eachSourceExists } from '../shared/claim-source.ts';

/** Warns of claims whose VolumeSnapshot does not exist (yet): they stay Pending. */
export const pvcRestoreSnapshotMissing = defineRule({
  id: 'pvc-restore-snapshot-missing',
  kinds: CLAIM_KINDS,
  severity: 'warning',
  summary: 'The VolumeSnapshot that a claim is restored from exists.',
  help: 'Create the VolumeSnapshot first, in the same namespace, or correct its name.',
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
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: default
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
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
`,
        live: true,
        findings: [{ path: '/spec/dataSource/name' }],
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
        findings: [{ path: '/spec/dataSource/name', severity: 'unknown' }],
      },
    ],
  },
  check: eachSourceExists(restoreSource),
});
