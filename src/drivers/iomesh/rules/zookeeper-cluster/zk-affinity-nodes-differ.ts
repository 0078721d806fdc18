import { at } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { listSome } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ZOOKEEPER_AFFINITY_PATH, componentHostnames, hostnamesOf } from '../../clusters/affinity.ts';
import { clusterNameOf, formatClusterName } from '../../clusters/cluster-name.ts';
import { SECOND_CLUSTER, ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';
import { clusterOfZookeeper } from '../../zookeeper/zookeeper-cluster-of.ts';

/** Warns when ZooKeeper may run outside the nodes of its cluster. */
export const zkAffinityNodesDiffer = defineRule({
  id: 'zk-affinity-nodes-differ',
  kinds: ['ZookeeperCluster'],
  severity: 'warning',
  summary: 'ZooKeeper runs on the nodes of its IOMeshCluster.',
  help: 'Use the node list of the IOMeshCluster.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: ZOOKEEPER_CLUSTER, state: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: ZOOKEEPER_CLUSTER.replace('k8s-worker-3', 'k8s-worker-0'),
        state: SECOND_CLUSTER,
        findings: [{ path: '/spec/pod/affinity' }],
      },
    ],
  },
  check(zookeeper, { lookup }) {
    const cluster = clusterOfZookeeper(zookeeper, lookup);
    if (cluster === undefined) return [];
    const own = hostnamesOf(at(zookeeper, ...ZOOKEEPER_AFFINITY_PATH), lookup);
    const theirs = componentHostnames(cluster, 'chunk', lookup);
    if (own === undefined || theirs === undefined) return [];
    const outside = [...own].filter(hostname => !theirs.has(hostname));
    if (outside.length === 0) return [];
    const name = formatClusterName(clusterNameOf(cluster));
    const message = `ZooKeeper may run outside the nodes of ${name}, on ${listSome(outside)}`;
    return [{ path: nearestPath(zookeeper, ZOOKEEPER_AFFINITY_PATH), message }];
  },
});
