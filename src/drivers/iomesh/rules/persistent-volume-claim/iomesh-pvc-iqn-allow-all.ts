import { defineClaimRule } from '../../../../core/each-claim.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ALL_INITIATORS, initiatorsOf, IQN_LIST_PATH } from '../../claims/external-use.ts';
import { blockClaim } from '../../examples/storage.ts';

/** Warns of volumes that are open to every initiator. */
export const iomeshPvcIqnAllowAll = defineClaimRule({
  id: 'iomesh-pvc-iqn-allow-all',
  severity: 'warning',
  summary: 'A claim for external use names the initiators it lets in.',
  help: 'List the names of the initiators instead.',
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
        yaml: blockClaim(
          'ReadWriteOnce',
          'iomesh.com/external-use: "true"',
          'iomesh.com/iscsi-lun-iqn-allow-list: "*/*"',
        ),
        findings: [{ path: '/metadata/annotations/iomesh.com~1iscsi-lun-iqn-allow-list' }],
      },
    ],
  },
  check({ json }) {
    if (!initiatorsOf(json).some(entry => entry.trim() === ALL_INITIATORS)) return [];
    return [{ path: IQN_LIST_PATH, message: 'every initiator may log in to this volume' }];
  },
});
