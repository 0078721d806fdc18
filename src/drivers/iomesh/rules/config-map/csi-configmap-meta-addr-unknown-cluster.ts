import { mustExist } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { defineMetaAddrRule, META_ADDR_PATH } from '../../checks/meta-addr-rule.ts';
import { formatKnownClusters } from '../../clusters/cluster-name.ts';
import { MANAGEMENT_CONNECTION, configMap, iomeshCluster } from '../../examples/storage.ts';

/** Rejects connections to IOMesh clusters that do not exist. */
export const csiConfigmapMetaAddrUnknownCluster = defineMetaAddrRule({
  id: 'csi-configmap-meta-addr-unknown-cluster',
  severity: 'error',
  summary: 'The IOMesh cluster that the address leads to exists.',
  help: 'Correct the host, or create the IOMeshCluster first.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
        state: iomeshCluster('iomesh-system', 'iomesh'),
        live: true,
      },
    ],
    invalid: [
      {
        yaml: configMap(
          'iomesh-cluster-1',
          'iomesh-cluster-1-csi-configmap',
          'clusterId: k8s-1',
          'iscsiPortal: 127.0.0.1:3260',
          'metaAddr: iomesh-cluster1-meta-client.iomesh-cluster-1.svc.cluster.local:10100',
        ),
        state: iomeshCluster('iomesh-cluster-1', 'iomesh-cluster-1'),
        live: true,
        findings: [{ path: '/data/metaAddr' }],
      },
      {
        yaml: MANAGEMENT_CONNECTION,
        findings: [{ path: '/data/metaAddr', severity: 'unknown' }],
      },
    ],
  },
  check({ cluster: name, namespace }, _configMap, { lookup }) {
    if (name === undefined || namespace === undefined) return [];
    const fix = `Correct the host, or create the cluster first. Known: ${formatKnownClusters(lookup)}.`;
    return mustExist(lookup, { kind: 'IOMeshCluster', namespace, name }, META_ADDR_PATH, fix);
  },
});
