import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { stringAt } from '../../core/json.ts';
import { nearestPath } from '../../core/nearest-path.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { eachClone } from '../shared/each-copy.ts';

/** Reports clones of another volume mode than their source's. */
export const pvcCloneVolumeModeDiffers = defineRule({
  id: 'pvc-clone-volume-mode-differs',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A clone has the volume mode of its source.',
  help: 'Use the volume mode of the source.',
  source: SOURCES.iomeshClonePv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
spec:
  volumeMode: Filesystem
  dataSource: { kind: PersistentVolumeClaim, name: data }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
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
  name: copy
spec:
  dataSource: { kind: PersistentVolumeClaim, name: disk }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: disk
  namespace: default
spec:
  volumeMode: Block
`,
        findings: [{ path: '/spec' }],
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
spec:
  dataSource: { kind: PersistentVolumeClaim, name: disk }
`,
        findings: [{ path: '/spec', severity: 'unknown' }],
      },
    ],
  },
  check: eachClone(CLAIM_PATHS.volumeMode, ({ json }, source) => {
    const own = stringAt(json, ...CLAIM_PATHS.volumeMode) ?? 'Filesystem';
    const theirs = stringAt(source, ...CLAIM_PATHS.volumeMode) ?? 'Filesystem';
    if (own === theirs) return [];
    const path = nearestPath(json, CLAIM_PATHS.volumeMode);
    return [
      {
        path,
        message: `the volume mode is ${own}, the source's is ${theirs}`,
        fix: `Use volumeMode: ${theirs}.`,
      },
    ];
  }),
});
