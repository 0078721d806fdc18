import { nearestPath } from '../../../../core/nearest-path.ts';
import { listSome } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { allClusters, clusterNameOf, formatClusterName } from '../../clusters/cluster-name.ts';
import { blockDeviceNamespaceOf } from '../../clusters/management-cluster.ts';
import { MANAGEMENT_CLUSTER, SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Keeps the management cluster while other clusters need its operators. */
export const opDeleteManagementFirst = defineRule({
  id: 'op-delete-management-first',
  kinds: ['IOMeshCluster', 'ZookeeperCluster'],
  when: 'DELETE',
  severity: 'error',
  summary: 'The management cluster and its ZookeeperCluster are deleted last.',
  help: 'Delete the other clusters first: their operators and finalizers live with the management cluster.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      { yaml: SECOND_CLUSTER, state: MANAGEMENT_CLUSTER, operation: 'DELETE' },
      { yaml: MANAGEMENT_CLUSTER, operation: 'DELETE' },
    ],
    invalid: [
      {
        yaml: MANAGEMENT_CLUSTER,
        state: SECOND_CLUSTER,
        operation: 'DELETE',
        findings: [{ path: '/metadata/name' }],
      },
      {
        yaml: `
apiVersion: zookeeper.pravega.io/v1beta1
kind: ZookeeperCluster
metadata: {namespace: iomesh-system, name: iomesh-zookeeper}
spec: {replicas: 3}
`,
        state: SECOND_CLUSTER,
        operation: 'DELETE',
        findings: [{ path: '/metadata/name' }],
      },
    ],
  },
  check(object, { lookup }) {
    const { namespace } = clusterNameOf(object);
    const others = allClusters(lookup)
      .filter(cluster => blockDeviceNamespaceOf(cluster) === namespace)
      .map(clusterNameOf)
      .filter(cluster => cluster.namespace !== namespace);
    if (others.length === 0) return [];
    const message = `Other clusters are managed from ${namespace}: ${listSome(others.map(formatClusterName))}`;
    return [{ path: nearestPath(object, ['metadata', 'name']), message }];
  },
});
