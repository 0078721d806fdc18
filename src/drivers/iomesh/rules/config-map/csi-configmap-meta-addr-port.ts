import { SOURCES } from '../../../../core/sources.ts';
import { defineMetaAddrRule, META_ADDR_PATH } from '../../checks/meta-addr-rule.ts';
import { isIpAddress, META_CLIENT_PORT, META_EXTERNAL_PORT } from '../../connections/meta-addr.ts';
import { MANAGEMENT_CONNECTION, managementConnection } from '../../examples/storage.ts';

/** Warns of ports on which nothing listens. */
export const csiConfigmapMetaAddrPort = defineMetaAddrRule({
  id: 'csi-configmap-meta-addr-port',
  severity: 'warning',
  summary: 'The port of the meta service fits its host.',
  help: 'The meta client service listens on 10100, the external access address on 10206.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: managementConnection({ metaAddr: 'iomesh-meta-client.iomesh-system.svc.cluster.local:10206' }),
        findings: [{ path: '/data/metaAddr' }],
      },
    ],
  },
  check({ host, port, cluster }) {
    const isExternal = isIpAddress(host);
    if (cluster === undefined && !isExternal) return [];
    const expected = isExternal ? META_EXTERNAL_PORT : META_CLIENT_PORT;
    if (port === expected) return [];
    const path = META_ADDR_PATH;
    const value = `${host}:${expected}`;
    return [
      {
        path,
        message: `the meta service of ${host} listens on ${expected}, not on ${port}`,
        ...(cluster !== undefined && { edit: { type: 'replace-value', path, value } }),
      },
    ];
  },
});
