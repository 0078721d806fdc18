import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import { at } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { wrongWord } from '../../core/spelling.ts';

const PATH = CLAIM_PATHS.volumeMode;

/** Reports volume modes that the API server refuses; it is strict about case. */
export const pvcVolumeModeInvalid = defineRule({
  id: 'pvc-volume-mode-invalid',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'The volume mode of a claim is Filesystem or Block.',
  help: 'Use Filesystem or Block.',
  source: SOURCES.kubernetesPersistentVolumes,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: disk
spec:
  volumeMode: Block
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: disk
spec:
  volumeMode: block
`,
        findings: [{ path: '/spec/volumeMode' }],
      },
    ],
  },
  check: eachClaim(({ json }) => wrongWord(at(json, ...PATH), PATH, ['Filesystem', 'Block'])),
});
