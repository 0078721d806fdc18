import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import { setValue } from '../../core/key-edits.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { restoreSource } from '../shared/claim-source.ts';

const GROUP = 'snapshot.storage.k8s.io';

/** Reports snapshots that are named without their API group: an unknown source is ignored and the volume stays empty. */
export const pvcRestoreApiGroup = defineRule({
  id: 'pvc-restore-api-group',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A claim names a VolumeSnapshot with its API group.',
  help: `Write apiGroup: ${GROUP}.`,
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
  dataSource:
    apiGroup: snapshot.storage.k8s.io
    kind: VolumeSnapshot
    name: nightly
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
  dataSource:
    kind: VolumeSnapshot
    name: nightly
`,
        findings: [{ path: '/spec/dataSource' }],
      },
    ],
  },
  check: eachClaim(claim => {
    const source = restoreSource(claim);
    if (source === undefined || source.apiGroup === GROUP) return [];
    const message = `a VolumeSnapshot is of the API group ${GROUP}`;
    return [{ message, ...setValue(claim.json, ['spec', source.field, 'apiGroup'], GROUP) }];
  }),
});
