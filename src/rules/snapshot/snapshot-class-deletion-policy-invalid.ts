import { driverOf } from '../../core/driver-of.ts';
import { at, stringAt } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { wrongWord } from '../../core/spelling.ts';

const PATH = ['deletionPolicy'] as const;
/** The driver whose documents recommend Delete. */
const RECOMMENDS_DELETE = 'iomesh';

/** Reports deletion policies that the API server refuses, and on IOMesh the one that is not recommended. */
export const snapshotClassDeletionPolicyInvalid = defineRule({
  id: 'snapshot-class-deletion-policy-invalid',
  kinds: ['VolumeSnapshotClass'],
  severity: 'error',
  summary: 'The deletion policy of a VolumeSnapshotClass is Delete or Retain; IOMesh recommends Delete.',
  help: 'Use Delete.',
  source: SOURCES.iomeshSnapshotClass,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata:
  name: iomesh
driver: com.iomesh.csi-driver
deletionPolicy: Delete
`,
      },
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata:
  name: other
driver: csi.example.com
deletionPolicy: Retain
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata:
  name: iomesh
driver: com.iomesh.csi-driver
deletionPolicy: delete
`,
        findings: [{ path: '/deletionPolicy', severity: 'error' }],
      },
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata:
  name: iomesh
driver: com.iomesh.csi-driver
deletionPolicy: Retain
`,
        findings: [{ path: '/deletionPolicy', severity: 'info' }],
      },
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata:
  name: iomesh
driver: com.iomesh.csi-driver
`,
        findings: [{ path: '', severity: 'error' }],
      },
    ],
  },
  check(snapshotClass, context) {
    const policy = at(snapshotClass, ...PATH);
    if (policy === undefined) return [{ path: [], message: 'deletionPolicy is missing' }];
    if (policy !== 'Retain') return wrongWord(policy, PATH, ['Delete', 'Retain']);
    if (driverOf(stringAt(snapshotClass, 'driver'), context)?.id !== RECOMMENDS_DELETE) return [];
    return [
      { path: PATH, severity: 'info', message: 'Retain keeps the snapshots of deleted VolumeSnapshots' },
    ];
  },
});
