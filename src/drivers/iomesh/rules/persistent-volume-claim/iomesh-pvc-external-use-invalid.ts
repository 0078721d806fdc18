import { defineClaimRule } from '../../../../core/each-claim.ts';
import { at } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { wrongWord } from '../../../../core/spelling.ts';
import { EXTERNAL_USE_PATH } from '../../claims/external-use.ts';
import { blockClaim } from '../../examples/storage.ts';
import { EXTERNAL_USE_ANNOTATION } from '../../names.ts';

const ALLOWED = ['true', 'false'];

/** Rejects values of the external-use annotation that are neither true nor false. */
export const iomeshPvcExternalUseInvalid = defineClaimRule({
  id: 'iomesh-pvc-external-use-invalid',
  severity: 'error',
  summary: 'The annotation iomesh.com/external-use is either "true" or "false".',
  help: 'Write "true" or "false".',
  source: SOURCES.iomeshExternalStorage,
  examples: {
    valid: [
      {
        yaml: blockClaim(
          'ReadWriteOnce',
          'iomesh.com/external-use: "true"',
          'iomesh.com/iscsi-lun-iqn-allow-list: iqn.2015-06.com.example:host-1',
        ),
      },
    ],
    invalid: [
      {
        yaml: blockClaim('ReadWriteOnce', 'iomesh.com/external-use: "True"'),
        findings: [{ path: '/metadata/annotations/iomesh.com~1external-use' }],
      },
    ],
  },
  check({ json }) {
    return wrongWord(at(json, ...EXTERNAL_USE_PATH), EXTERNAL_USE_PATH, ALLOWED, EXTERNAL_USE_ANNOTATION);
  },
});
