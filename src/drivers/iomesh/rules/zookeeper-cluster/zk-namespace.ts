import { stringAt } from '../../../../core/json.ts';
import { nameOf } from '../../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { allClusters, clusterNameOf, formatClusterName } from '../../clusters/cluster-name.ts';
import type { ClusterName } from '../../clusters/cluster-name.ts';
import { SECOND_CLUSTER, ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';
import { clusterOfZookeeper } from '../../zookeeper/zookeeper-cluster-of.ts';
import { clusterNameOfZookeeper, zookeeperNameOf } from '../../zookeeper/zookeeper-name.ts';

/** The cluster this seems to be made for: in the same namespace or of the right name, and without a ZookeeperCluster yet. */
function intendedCluster(zookeeper: KubernetesObject, lookup: Lookup): ClusterName | undefined {
  const { namespace } = clusterNameOf(zookeeper);
  const name = clusterNameOfZookeeper(nameOf(zookeeper));
  return allClusters(lookup)
    .map(clusterNameOf)
    .filter(cluster => cluster.namespace === namespace || cluster.name === name)
    .find(cluster => !lookup.get('ZookeeperCluster', cluster.namespace, zookeeperNameOf(cluster.name)));
}

/** Warns of a ZookeeperCluster where its IOMeshCluster does not look for it. */
export const zkNamespace = defineRule({
  id: 'zk-namespace',
  kinds: ['ZookeeperCluster'],
  severity: 'warning',
  summary: 'The ZookeeperCluster of an IOMeshCluster is named <cluster>-zookeeper and in the same namespace.',
  help: 'Rename or move the ZookeeperCluster.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: ZOOKEEPER_CLUSTER, state: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: zookeeper.pravega.io/v1beta1
kind: ZookeeperCluster
metadata: {namespace: iomesh-system, name: iomesh-cluster-1-zookeeper}
spec: {replicas: 3, image: {repository: iomesh/zookeeper, tag: 3.5.9}}
`,
        state: SECOND_CLUSTER,
        findings: [{ path: '/metadata/namespace' }],
      },
      { yaml: ZOOKEEPER_CLUSTER, findings: [{ path: '/metadata/name', severity: 'unknown' }] },
    ],
  },
  check(zookeeper, { lookup }) {
    if (clusterOfZookeeper(zookeeper, lookup) !== undefined) return [];
    const { namespace } = clusterNameOf(zookeeper);
    const cluster = intendedCluster(zookeeper, lookup);
    if (cluster !== undefined) {
      const field = cluster.namespace === namespace ? 'name' : 'namespace';
      const message = `IOMeshCluster ${formatClusterName(cluster)} does not look for its ZookeeperCluster here`;
      const expected = `${cluster.namespace}/${zookeeperNameOf(cluster.name)}`;
      return [{ path: nearestPath(zookeeper, ['metadata', field]), message, fix: `Make it ${expected}.` }];
    }
    const name = clusterNameOfZookeeper(nameOf(zookeeper));
    const isIomesh = stringAt(zookeeper, 'spec', 'image', 'repository')?.includes('iomesh/') === true;
    if (name === undefined || !isIomesh || lookup.isComplete('IOMeshCluster')) return [];
    return [{ path: ['metadata', 'name'], needs: { kind: 'IOMeshCluster', namespace, name } }];
  },
});
