import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { affinityPath, untiedComponents } from '../../clusters/affinity.ts';
import { clusterNameOf, otherClusters } from '../../clusters/cluster-name.ts';
import { blockDeviceNamespaceOf } from '../../clusters/management-cluster.ts';
import { MANAGEMENT_CLUSTER, SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Requires every component to be tied to nodes where there are several clusters. */
export const iomeshClusterAffinityMissing = defineRule({
  id: 'iomesh-cluster-affinity-missing',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary:
    'With several clusters, meta, chunk and redirector of each are tied to its nodes by required node affinity.',
  help: 'Add podPolicy.affinity.nodeAffinity with the nodes of this cluster.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      { yaml: SECOND_CLUSTER, state: MANAGEMENT_CLUSTER },
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {meta: {replicas: 3}, chunk: {replicas: 3}}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {meta: {replicas: 3}, chunk: {replicas: 3}, redirector: {dataCIDR: 10.234.1.0/24}}
`,
        state: SECOND_CLUSTER,
        findings: [{ path: '/spec/meta' }, { path: '/spec/chunk' }, { path: '/spec/redirector' }],
      },
    ],
  },
  check(cluster, { lookup }) {
    const { namespace } = clusterNameOf(cluster);
    const isFurther = (blockDeviceNamespaceOf(cluster) ?? namespace) !== namespace;
    if (!isFurther && otherClusters(cluster, lookup).length === 0) return [];
    return untiedComponents(cluster).map(component => ({
      path: nearestPath(cluster, affinityPath(component)),
      message: `There are several clusters and ${component} has no required node affinity`,
    }));
  },
});
