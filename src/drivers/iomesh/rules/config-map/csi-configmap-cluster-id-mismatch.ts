import { SOURCES } from '../../../../core/sources.ts';
import {
  connectionReferenceOf,
  connectionValue,
  defineConnectionRule,
  otherConnections,
} from '../../checks/connection-rule.ts';
import { MANAGEMENT_CONNECTION, SECOND_CONNECTION, configMap } from '../../examples/storage.ts';

/** Rejects connections that call this Kubernetes cluster differently from another one. */
export const csiConfigmapClusterIdMismatch = defineConnectionRule({
  id: 'csi-configmap-cluster-id-mismatch',
  severity: 'error',
  summary: 'All connection ConfigMaps of a Kubernetes cluster have the same clusterId.',
  help: 'Use the same clusterId in all connection ConfigMaps of this Kubernetes cluster.',
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
          'clusterId: iomesh-cluster-1',
          'iscsiPortal: 127.0.0.1:3260',
          'metaAddr: iomesh-cluster-1-meta-client.iomesh-cluster-1.svc.cluster.local:10100',
        ),
        state: MANAGEMENT_CONNECTION,
        findings: [{ path: '/data/clusterId' }],
      },
    ],
  },
  check(configMap, { lookup }) {
    const own = connectionValue(configMap, 'clusterId');
    if (own === undefined) return [];
    const other = otherConnections(configMap, lookup).find(one => connectionValue(one, 'clusterId') !== own);
    if (other === undefined) return [];
    const theirs = connectionValue(other, 'clusterId');
    const message = `clusterId "${own}" differs from "${theirs}" of ConfigMap ${connectionReferenceOf(other)}`;
    return [{ path: ['data', 'clusterId'], message }];
  },
});
