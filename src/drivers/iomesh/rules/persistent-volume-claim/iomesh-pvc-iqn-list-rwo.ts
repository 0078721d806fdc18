import { defineClaimRule } from '../../../../core/each-claim.ts';
import { arrayAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { initiatorsOf, IQN_LIST_PATH } from '../../claims/external-use.ts';
import { blockClaim } from '../../examples/storage.ts';

/** Rejects several initiators on a volume that one may use. */
export const iomeshPvcIqnListRwo = defineClaimRule({
  id: 'iomesh-pvc-iqn-list-rwo',
  severity: 'error',
  summary: 'A ReadWriteOnce claim lists one initiator.',
  help: 'Keep one initiator, or use ReadWriteMany with volumeMode: Block.',
  source: SOURCES.iomeshExternalStorage,
  examples: {
    valid: [
      {
        yaml: blockClaim(
          'ReadWriteMany',
          'iomesh.com/external-use: "true"',
          'iomesh.com/iscsi-lun-iqn-allow-list: iqn.2015-06.com.example:host-1,iqn.2015-06.com.example:host-2',
        ),
      },
    ],
    invalid: [
      {
        yaml: blockClaim(
          'ReadWriteOnce',
          'iomesh.com/external-use: "true"',
          'iomesh.com/iscsi-lun-iqn-allow-list: iqn.2015-06.com.example:host-1,iqn.2015-06.com.example:host-2',
        ),
        findings: [{ path: '/metadata/annotations/iomesh.com~1iscsi-lun-iqn-allow-list' }],
      },
    ],
  },
  check({ json }) {
    const modes = arrayAt(json, 'spec', 'accessModes');
    const count = initiatorsOf(json).length;
    const isForOne = modes.length > 0 && modes.every(mode => mode === 'ReadWriteOnce');
    if (!isForOne || count <= 1) return [];
    return [{ path: IQN_LIST_PATH, message: `ReadWriteOnce allows one initiator, and ${count} are listed` }];
  },
});
