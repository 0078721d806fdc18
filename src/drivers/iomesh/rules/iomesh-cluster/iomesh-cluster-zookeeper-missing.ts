import { nameOf } from '../../../../core/kubernetes-object.ts';
import { mustExist } from '../../../../core/resolve.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNameOf } from '../../clusters/cluster-name.ts';
import { SECOND_CLUSTER, ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';
import { zookeeperNameOf } from '../../zookeeper/zookeeper-name.ts';

/** Requires the ZookeeperCluster that a cluster keeps its metadata in. */
export const iomeshClusterZookeeperMissing = defineRule({
  id: 'iomesh-cluster-zookeeper-missing',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'The ZookeeperCluster of the cluster exists: <cluster>-zookeeper in the same namespace.',
  help: 'Create the ZookeeperCluster first.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER, state: ZOOKEEPER_CLUSTER }],
    invalid: [
      { yaml: SECOND_CLUSTER, live: true, findings: [{ path: '/metadata/name' }] },
      { yaml: SECOND_CLUSTER, findings: [{ path: '/metadata/name', severity: 'unknown' }] },
    ],
  },
  check(cluster, { lookup }) {
    if (nameOf(cluster) === '') return [];
    const { namespace } = clusterNameOf(cluster);
    const name = zookeeperNameOf(nameOf(cluster));
    return mustExist(lookup, { kind: 'ZookeeperCluster', namespace, name }, ['metadata', 'name']);
  },
});
