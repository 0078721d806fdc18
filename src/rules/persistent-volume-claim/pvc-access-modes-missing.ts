import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import { arrayAt } from '../../core/json.ts';
import { nearestPath } from '../../core/nearest-path.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';

/** Reports claims without access modes, which the API server refuses. */
export const pvcAccessModesMissing = defineRule({
  id: 'pvc-access-modes-missing',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A claim has at least one access mode.',
  help: 'Write spec.accessModes, for example [ReadWriteOnce], and check the indentation under spec.',
  source: SOURCES.kubernetesPersistentVolumes,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
accessModes: [ReadWriteOnce]
spec:
  volumeMode: Block
`,
        findings: [{ path: '/spec' }],
      },
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: scratch
spec:
  volumes:
    - name: scratch
      ephemeral:
        volumeClaimTemplate:
          spec:
            accessModes: []
`,
        findings: [{ path: '/spec/volumes/0/ephemeral/volumeClaimTemplate/spec/accessModes' }],
      },
    ],
  },
  check: eachClaim(({ json }) => {
    if (arrayAt(json, ...CLAIM_PATHS.accessModes).length > 0) return [];
    return [{ path: nearestPath(json, CLAIM_PATHS.accessModes), message: 'spec.accessModes is missing' }];
  }),
});
