import { defineClaimRule } from '../../../../core/each-claim.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { initiatorsOf, IQN_LIST_PATH, isInitiator } from '../../claims/external-use.ts';
import { documents } from '../../examples/clusters.ts';
import { blockClaim } from '../../examples/storage.ts';

/** Warns of entries that no initiator can have as its name. */
export const iomeshPvcIqnFormat = defineClaimRule({
  id: 'iomesh-pvc-iqn-format',
  severity: 'warning',
  summary: 'The list of initiators holds iSCSI names, separated by commas alone.',
  help: 'Write iqn.yyyy-mm.domain:name as it stands in /etc/iscsi/initiatorname.iscsi of the client.',
  source: SOURCES.iomeshExternalStorage,
  examples: {
    valid: [
      {
        yaml: blockClaim(
          'ReadWriteMany',
          'iomesh.com/external-use: "true"',
          'iomesh.com/iscsi-lun-iqn-allow-list: iqn.2015-06.com.example:host-1,eui.02004567A425678D',
        ),
      },
    ],
    invalid: [
      {
        yaml: documents(
          blockClaim(
            'ReadWriteOnce',
            'iomesh.com/external-use: "true"',
            'iomesh.com/iscsi-lun-iqn-allow-list: host-1.example.com',
          ),
          blockClaim(
            'ReadWriteMany',
            'iomesh.com/external-use: "true"',
            'iomesh.com/iscsi-lun-iqn-allow-list: "iqn.2015-06.com.example:host-1, iqn.2015-06.com.example:host-2"',
          ),
        ),
        findings: [
          { path: '/metadata/annotations/iomesh.com~1iscsi-lun-iqn-allow-list' },
          { path: '/metadata/annotations/iomesh.com~1iscsi-lun-iqn-allow-list' },
        ],
      },
    ],
  },
  check({ json }) {
    const entries = initiatorsOf(json);
    const trimmed = entries.map(entry => entry.trim());
    const unnamed = trimmed.filter(entry => !isInitiator(entry));
    const path = IQN_LIST_PATH;
    if (unnamed.length > 0) {
      return unnamed.map(entry => ({ path, message: `"${entry}" does not look like an iSCSI name` }));
    }
    if (entries.join() === trimmed.join()) return [];
    return [
      {
        path,
        message: 'the list of initiators has blanks around its commas',
        fix: 'Separate the names with commas alone.',
        edit: { type: 'replace-value', path, value: trimmed.join() },
      },
    ];
  },
});
