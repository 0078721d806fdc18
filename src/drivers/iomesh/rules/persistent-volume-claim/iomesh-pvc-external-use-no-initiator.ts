import { defineClaimRule } from '../../../../core/each-claim.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { EXTERNAL_USE_PATH, initiatorsOf, isExternal } from '../../claims/external-use.ts';
import { blockClaim } from '../../examples/storage.ts';

/** Notes volumes for external use that nobody can log in to. */
export const iomeshPvcExternalUseNoInitiator = defineClaimRule({
  id: 'iomesh-pvc-external-use-no-initiator',
  severity: 'info',
  summary: 'A claim for external use lists who may log in.',
  help: 'Add the initiator to the annotation iomesh.com/iscsi-lun-iqn-allow-list; it can be set later.',
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
        yaml: blockClaim('ReadWriteOnce', 'iomesh.com/external-use: "true"'),
        findings: [{ path: '/metadata/annotations/iomesh.com~1external-use' }],
      },
    ],
  },
  check({ json }) {
    if (!isExternal(json) || initiatorsOf(json).length > 0) return [];
    return [{ path: EXTERNAL_USE_PATH, message: 'nobody can log in until an initiator is listed' }];
  },
});
