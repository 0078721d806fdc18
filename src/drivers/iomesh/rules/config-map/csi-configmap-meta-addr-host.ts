import { SOURCES } from '../../../../core/sources.ts';
import { defineMetaAddrRule, META_ADDR_PATH } from '../../checks/meta-addr-rule.ts';
import { MANAGEMENT_CONNECTION, managementConnection } from '../../examples/storage.ts';

const USUAL_DOMAIN = 'cluster.local';

/** Warns of hosts other than the meta client service of an IOMesh cluster. */
export const csiConfigmapMetaAddrHost = defineMetaAddrRule({
  id: 'csi-configmap-meta-addr-host',
  severity: 'warning',
  summary: 'The host of the meta service is the meta client service of an IOMesh cluster.',
  help: 'Use the service name <cluster>-meta-client.<namespace>.svc.cluster.local.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: managementConnection({ metaAddr: '192.0.2.10:10206' }),
        findings: [{ path: '/data/metaAddr' }],
      },
      {
        yaml: managementConnection({
          metaAddr: 'iomesh-meta-client.iomesh-system.svc.example.internal:10100',
        }),
        findings: [{ path: '/data/metaAddr', severity: 'info' }],
      },
    ],
  },
  check({ host, cluster, domain = USUAL_DOMAIN }) {
    if (cluster === undefined) {
      return [
        { path: META_ADDR_PATH, message: `${host} is not the meta client service of an IOMesh cluster` },
      ];
    }
    if (domain === USUAL_DOMAIN) return [];
    return [
      {
        path: META_ADDR_PATH,
        message: `the cluster domain is written as ${domain} instead of ${USUAL_DOMAIN}`,
        fix: 'Check that it is the DNS domain of this Kubernetes cluster.',
        severity: 'info',
      },
    ];
  },
});
