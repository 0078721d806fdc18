import { stringAt } from '../../core/json.ts';
import { namespaceOf } from '../../core/kubernetes-object.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { mustExist } from '../../core/resolve.ts';
import { isTaken } from '../shared/snapshots.ts';

/** Warns of snapshots of claims that do not exist. A snapshot that has been taken outlives its claim. */
export const snapshotSourceMissing = defineRule({
  id: 'snapshot-source-missing',
  kinds: ['VolumeSnapshot'],
  severity: 'warning',
  summary: 'The claim that a snapshot is to be taken of exists.',
  help: 'Name a claim in the namespace of the snapshot.',
  source: SOURCES.kubernetesSnapshots,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: shop
spec:
  source: { persistentVolumeClaimName: data }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: shop
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
  namespace: shop
spec:
  source: { persistentVolumeClaimName: data }
`,
        live: true,
        findings: [{ path: '/spec/source/persistentVolumeClaimName' }],
      },
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: shop
spec:
  source: { persistentVolumeClaimName: data }
`,
        findings: [{ path: '/spec/source/persistentVolumeClaimName', severity: 'unknown' }],
      },
    ],
  },
  check(snapshot, { lookup }) {
    const path = ['spec', 'source', 'persistentVolumeClaimName'];
    const name = stringAt(snapshot, ...path);
    if (name === undefined || isTaken(snapshot)) return [];
    const namespace = namespaceOf(snapshot) ?? 'default';
    return mustExist(lookup, { kind: 'PersistentVolumeClaim', namespace, name }, path);
  },
});
