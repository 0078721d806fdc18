import { at } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';

/** Rejects a ZookeeperCluster with two kinds of storage. */
export const zkPersistenceAndEphemeral = defineRule({
  id: 'zk-persistence-and-ephemeral',
  kinds: ['ZookeeperCluster'],
  severity: 'error',
  summary: 'Storage is either persistent or ephemeral.',
  help: 'Remove spec.persistence or spec.ephemeral.',
  source: SOURCES.zookeeperOperator,
  examples: {
    valid: [{ yaml: ZOOKEEPER_CLUSTER }],
    invalid: [
      {
        yaml: `${ZOOKEEPER_CLUSTER}  ephemeral: {emptydirvolumesource: {}}\n`,
        findings: [{ path: '/spec/ephemeral' }],
      },
    ],
  },
  check(zookeeper) {
    const isBoth = ['persistence', 'ephemeral'].every(
      field => (at(zookeeper, 'spec', field) ?? null) !== null,
    );
    if (!isBoth) return [];
    return [
      { path: ['spec', 'ephemeral'], target: 'key', message: 'persistence and ephemeral exclude each other' },
    ];
  },
});
