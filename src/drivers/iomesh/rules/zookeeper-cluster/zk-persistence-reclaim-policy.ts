import { at, stringAt } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';

const PATH = ['spec', 'persistence', 'reclaimPolicy'] as const;

/** Points out that ZooKeeper's claims stay behind unless the reclaim policy is set. */
export const zkPersistenceReclaimPolicy = defineRule({
  id: 'zk-persistence-reclaim-policy',
  kinds: ['ZookeeperCluster'],
  severity: 'info',
  summary:
    'The reclaim policy of ZooKeeper’s claims is written out: the default is Retain, the IOMesh documents set Delete.',
  help: 'Set spec.persistence.reclaimPolicy to Delete or Retain.',
  source: SOURCES.zookeeperOperator,
  examples: {
    valid: [{ yaml: ZOOKEEPER_CLUSTER }],
    invalid: [
      {
        yaml: ZOOKEEPER_CLUSTER.replace('    reclaimPolicy: Delete\n', ''),
        findings: [{ path: '/spec/persistence' }],
      },
    ],
  },
  check(zookeeper) {
    const isEphemeral =
      stringAt(zookeeper, 'spec', 'storageType')?.toLowerCase() === 'ephemeral' ||
      at(zookeeper, 'spec', 'ephemeral') !== undefined;
    if (isEphemeral || (at(zookeeper, ...PATH) ?? null) !== null) return [];
    const message = 'persistence.reclaimPolicy is not set and defaults to Retain';
    return [{ path: nearestPath(zookeeper, PATH), message }];
  },
});
