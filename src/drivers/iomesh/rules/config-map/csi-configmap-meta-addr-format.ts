import { SOURCES } from '../../../../core/sources.ts';
import { connectionValue, defineConnectionRule } from '../../checks/connection-rule.ts';
import { META_ADDR_PATH } from '../../checks/meta-addr-rule.ts';
import { parseMetaAddr } from '../../connections/meta-addr.ts';
import { MANAGEMENT_CONNECTION, managementConnection } from '../../examples/storage.ts';

/** Rejects addresses that are no host and port. */
export const csiConfigmapMetaAddrFormat = defineConnectionRule({
  id: 'csi-configmap-meta-addr-format',
  severity: 'error',
  summary: 'The address of the meta service is a host and a port.',
  help: 'Write <cluster>-meta-client.<namespace>.svc.cluster.local:10100.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: managementConnection({ metaAddr: 'iomesh-meta-client.iomesh-system.svc.cluster.local:10100.' }),
        findings: [{ path: '/data/metaAddr' }],
      },
      {
        yaml: managementConnection({ metaAddr: 'iomesh-meta-client.iomesh-system.svc.cluster.local' }),
        findings: [{ path: '/data/metaAddr' }],
      },
    ],
  },
  check(configMap) {
    const value = connectionValue(configMap, 'metaAddr');
    const parsed = value === undefined ? undefined : parseMetaAddr(value);
    if (parsed === undefined || !('error' in parsed)) return [];
    const { error, suggestion } = parsed;
    return [
      {
        path: META_ADDR_PATH,
        message: `metaAddr "${value}" is not <host>:<port>: ${error}`,
        ...(suggestion !== undefined && {
          fix: `Write ${suggestion}`,
          edit: { type: 'replace-value', path: META_ADDR_PATH, value: suggestion },
        }),
      },
    ];
  },
});
