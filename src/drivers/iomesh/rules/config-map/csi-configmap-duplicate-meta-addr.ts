import { SOURCES } from '../../../../core/sources.ts';
import {
  connectionReferenceOf,
  connectionValue,
  defineConnectionRule,
  otherConnections,
} from '../../checks/connection-rule.ts';
import { META_ADDR_PATH } from '../../checks/meta-addr-rule.ts';
import { MANAGEMENT_CONNECTION, SECOND_CONNECTION, configMap } from '../../examples/storage.ts';

/** Warns of two connections to one cluster. */
export const csiConfigmapDuplicateMetaAddr = defineConnectionRule({
  id: 'csi-configmap-duplicate-meta-addr',
  severity: 'warning',
  summary: 'Every connection ConfigMap leads to a cluster of its own.',
  help: 'Correct one of the addresses, or delete one ConfigMap; each IOMesh cluster needs its own.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: SECOND_CONNECTION,
        state: MANAGEMENT_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: configMap(
          'iomesh-cluster-1',
          'iomesh-cluster-1-csi-configmap',
          'clusterId: k8s-1',
          'iscsiPortal: 127.0.0.1:3260',
          'metaAddr: iomesh-meta-client.iomesh-system.svc.cluster.local:10100',
        ),
        state: MANAGEMENT_CONNECTION,
        findings: [{ path: '/data/metaAddr' }],
      },
    ],
  },
  check(configMap, { lookup }) {
    const own = connectionValue(configMap, 'metaAddr');
    if (own === undefined) return [];
    const twin = otherConnections(configMap, lookup).find(one => connectionValue(one, 'metaAddr') === own);
    if (twin === undefined) return [];
    const message = `ConfigMap ${connectionReferenceOf(twin)} has the same metaAddr`;
    return [{ path: META_ADDR_PATH, message }];
  },
});
