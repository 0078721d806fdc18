import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { initiatorsOf, IQN_LIST_PATH } from '../../claims/external-use.ts';
import { blockClaim } from '../../examples/storage.ts';

/** Rejects the deletion of claims that initiators may still use. */
export const iomeshPvcIqnListBlocksDelete = defineRule({
  id: 'iomesh-pvc-iqn-list-blocks-delete',
  kinds: ['PersistentVolumeClaim'],
  when: 'DELETE',
  severity: 'error',
  summary: 'A claim is deleted only after its list of initiators has been emptied.',
  help: 'Empty or remove the annotation iomesh.com/iscsi-lun-iqn-allow-list before deleting the claim.',
  source: SOURCES.iomeshExternalStorage,
  examples: {
    valid: [
      {
        yaml: blockClaim(
          'ReadWriteOnce',
          'iomesh.com/external-use: "true"',
          'iomesh.com/iscsi-lun-iqn-allow-list: ""',
        ),
        operation: 'DELETE',
      },
    ],
    invalid: [
      {
        yaml: blockClaim(
          'ReadWriteOnce',
          'iomesh.com/external-use: "true"',
          'iomesh.com/iscsi-lun-iqn-allow-list: iqn.2015-06.com.example:host-1',
        ),
        operation: 'DELETE',
        findings: [{ path: '/metadata/annotations/iomesh.com~1iscsi-lun-iqn-allow-list' }],
      },
    ],
  },
  check(claim) {
    if (initiatorsOf(claim).length === 0) return [];
    return [{ path: IQN_LIST_PATH, message: 'initiators may still use the volume of this claim' }];
  },
});
