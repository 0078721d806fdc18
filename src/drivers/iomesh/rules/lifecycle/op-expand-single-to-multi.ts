import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { untiedComponents } from '../../clusters/affinity.ts';
import { clusterNameOf, formatClusterName } from '../../clusters/cluster-name.ts';
import { otherManagementOf } from '../../clusters/management-cluster.ts';
import { MANAGEMENT_CLUSTER, SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Warns of a second cluster beside one that may run on every node. */
export const opExpandSingleToMulti = defineRule({
  id: 'op-expand-single-to-multi',
  kinds: ['IOMeshCluster'],
  when: 'CREATE',
  severity: 'warning',
  summary: 'A second cluster is created only when the management cluster is tied to its nodes.',
  help: 'Add node affinity to the management cluster first; decide on several clusters when IOMesh is installed.',
  source: SOURCES.iomeshPrerequisites,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER, state: MANAGEMENT_CLUSTER, operation: 'CREATE' }],
    invalid: [
      {
        yaml: SECOND_CLUSTER,
        state: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {meta: {replicas: 3}, chunk: {replicas: 3}}
`,
        operation: 'CREATE',
        findings: [{ path: '/metadata/name' }],
      },
    ],
  },
  check(cluster, { lookup }) {
    const management = otherManagementOf(cluster, lookup);
    const free = management === undefined ? [] : untiedComponents(management);
    if (management === undefined || free.length === 0) return [];
    const name = formatClusterName(clusterNameOf(management));
    const message = `IOMeshCluster ${name} has no node affinity for ${free.join(', ')}`;
    return [{ path: nearestPath(cluster, ['metadata', 'name']), message }];
  },
});
