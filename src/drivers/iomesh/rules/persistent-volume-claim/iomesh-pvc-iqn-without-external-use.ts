import { defineClaimRule } from '../../../../core/each-claim.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { initiatorsOf, IQN_LIST_PATH, isExternal } from '../../claims/external-use.ts';
import { blockClaim } from '../../examples/storage.ts';
import { EXTERNAL_USE_ANNOTATION } from '../../names.ts';

/** Warns of lists of initiators that have no effect. */
export const iomeshPvcIqnWithoutExternalUse = defineClaimRule({
  id: 'iomesh-pvc-iqn-without-external-use',
  severity: 'warning',
  summary: 'A claim that lists initiators is marked for external use.',
  help: 'Add the annotation iomesh.com/external-use: "true".',
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
          'iomesh.com/iscsi-lun-iqn-allow-list: iqn.2015-06.com.example:host-1',
        ),
        findings: [{ path: '/metadata/annotations/iomesh.com~1iscsi-lun-iqn-allow-list' }],
      },
    ],
  },
  check({ json }) {
    if (isExternal(json) || initiatorsOf(json).length === 0) return [];
    const message = `initiators are listed, but ${EXTERNAL_USE_ANNOTATION} is not "true"`;
    return [{ path: IQN_LIST_PATH, message }];
  },
});
