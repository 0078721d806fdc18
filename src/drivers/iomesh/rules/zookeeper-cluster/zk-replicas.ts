import { at } from '../../../../core/json.ts';
import { quote } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';

/** Rejects numbers of ZooKeeper servers that the operator does not take, and warns of those without a safe majority. */
export const zkReplicas = defineRule({
  id: 'zk-replicas',
  kinds: ['ZookeeperCluster'],
  severity: 'error',
  summary:
    'There are 3, 5 or 7 ZooKeeper servers: 1 to 7 are possible, and only an odd number from 3 survives a loss well.',
  help: 'Use 3 or 5.',
  source: SOURCES.zookeeperOperator,
  examples: {
    valid: [{ yaml: ZOOKEEPER_CLUSTER }],
    invalid: [
      {
        yaml: ZOOKEEPER_CLUSTER.replace('replicas: 3', 'replicas: 9'),
        findings: [{ path: '/spec/replicas' }],
      },
      {
        yaml: ZOOKEEPER_CLUSTER.replace('replicas: 3', 'replicas: 2'),
        findings: [{ path: '/spec/replicas', severity: 'warning' }],
      },
    ],
  },
  check(zookeeper) {
    const path = ['spec', 'replicas'];
    const replicas = at(zookeeper, ...path) ?? 3;
    const message = `replicas is ${quote(replicas)}`;
    if (typeof replicas !== 'number' || replicas < 1 || replicas > 7) return [{ path, message }];
    return replicas < 3 || replicas % 2 === 0 ? [{ path, message, severity: 'warning' }] : [];
  },
});
