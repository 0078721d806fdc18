import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { componentHostnames } from '../../clusters/affinity.ts';
import { replicasOf, replicasPath } from '../../clusters/replicas.ts';
import { SECOND_CLUSTER, nodes } from '../../examples/clusters.ts';
import { componentNodes } from '../../nodes/component-nodes.ts';

/** How many nodes a component may use: a fact when all Nodes are known, else what its affinity lists or selects. */
function countNodes(
  cluster: KubernetesObject,
  component: 'meta' | 'chunk',
  lookup: Lookup,
): number | undefined {
  if (!lookup.isComplete('Node')) return componentHostnames(cluster, component, lookup)?.size;
  return (componentNodes(cluster, component, lookup) ?? lookup.list('Node')).length;
}

/** Rejects more meta or chunk pods than there are nodes for them. */
export const iomeshClusterReplicasExceedNodes = defineRule({
  id: 'iomesh-cluster-replicas-exceed-nodes',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'There is a node for every chunk pod and every meta pod: a node holds one of each.',
  help: 'Add nodes to the node affinity, or lower replicas.',
  source: SOURCES.iomeshScaleOut,
  examples: {
    valid: [
      { yaml: SECOND_CLUSTER, state: nodes('k8s-worker-3', 'k8s-worker-4', 'k8s-worker-5'), live: true },
    ],
    invalid: [
      {
        yaml: SECOND_CLUSTER,
        state: nodes('k8s-worker-3', 'k8s-worker-4'),
        live: true,
        findings: [{ path: '/spec/meta/replicas' }, { path: '/spec/chunk/replicas' }],
      },
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk:
    replicas: 3
    podPolicy:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
            - matchExpressions:
              - {key: kubernetes.io/hostname, operator: In, values: [k8s-worker-0, k8s-worker-1]}
`,
        findings: [{ path: '/spec/chunk/replicas' }],
      },
    ],
  },
  *check(cluster, { lookup }) {
    for (const component of ['meta', 'chunk'] as const) {
      const replicas = replicasOf(cluster, component) ?? 0;
      const count = countNodes(cluster, component, lookup);
      if (count === undefined || replicas <= count) continue;
      const message = `${replicas} ${component} pods, but only ${count} nodes that they may run on`;
      yield { path: nearestPath(cluster, replicasPath(component)), message };
    }
  },
});
