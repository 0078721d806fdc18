import { at } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNameOf, formatClusterName } from '../../clusters/cluster-name.ts';
import { SECOND_CLUSTER, ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';
import { clusterOfZookeeper } from '../../zookeeper/zookeeper-cluster-of.ts';

/** Points out that a cluster stays behind without its ZooKeeper. */
export const opDeleteZookeeperBeforeCluster = defineRule({
  id: 'op-delete-zookeeper-before-cluster',
  kinds: ['ZookeeperCluster'],
  when: 'DELETE',
  severity: 'info',
  summary: 'A ZookeeperCluster is deleted together with its IOMeshCluster.',
  help: 'Delete the IOMeshCluster and the ZookeeperCluster together.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: ZOOKEEPER_CLUSTER, operation: 'DELETE' }],
    invalid: [
      {
        yaml: ZOOKEEPER_CLUSTER,
        state: SECOND_CLUSTER,
        operation: 'DELETE',
        findings: [{ path: '/metadata/name' }],
      },
    ],
  },
  check(zookeeper, { lookup }) {
    const cluster = clusterOfZookeeper(zookeeper, lookup);
    const isStaying = cluster !== undefined && at(cluster, 'metadata', 'deletionTimestamp') === undefined;
    if (!isStaying) return [];
    const message = `IOMeshCluster ${formatClusterName(clusterNameOf(cluster))} still uses this ZookeeperCluster`;
    return [{ path: ['metadata', 'name'], message }];
  },
});
