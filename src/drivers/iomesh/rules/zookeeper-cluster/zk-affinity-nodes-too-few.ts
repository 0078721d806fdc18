import { at } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ZOOKEEPER_AFFINITY_PATH, hostnamesOf } from '../../clusters/affinity.ts';
import { ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';

/** Warns when ZooKeeper servers would have to share nodes. */
export const zkAffinityNodesTooFew = defineRule({
  id: 'zk-affinity-nodes-too-few',
  kinds: ['ZookeeperCluster'],
  severity: 'warning',
  summary: 'The node affinity leaves a node for every ZooKeeper server.',
  help: 'Add nodes to the node affinity, or lower replicas.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: ZOOKEEPER_CLUSTER }],
    invalid: [
      {
        yaml: ZOOKEEPER_CLUSTER.replace('replicas: 3', 'replicas: 5'),
        findings: [{ path: '/spec/pod/affinity' }],
      },
    ],
  },
  check(zookeeper, { lookup }) {
    const replicas = at(zookeeper, 'spec', 'replicas') ?? 3;
    const hostnames = hostnamesOf(at(zookeeper, ...ZOOKEEPER_AFFINITY_PATH), lookup);
    if (typeof replicas !== 'number' || hostnames === undefined || hostnames.size >= replicas) return [];
    const message = `${replicas} ZooKeeper servers, but the node affinity matches ${hostnames.size} nodes`;
    return [{ path: ZOOKEEPER_AFFINITY_PATH, message }];
  },
});
