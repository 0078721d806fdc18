import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import { listSome } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { affinityPath, componentHostnames } from '../../clusters/affinity.ts';
import { clusterNameOf, formatClusterName, otherClusters } from '../../clusters/cluster-name.ts';
import { missingManagementOf } from '../../clusters/missing-management.ts';
import { replicasOf } from '../../clusters/replicas.ts';
import { MANAGEMENT_CLUSTER, SECOND_CLUSTER } from '../../examples/clusters.ts';

function chunkPods(...clusters: readonly KubernetesObject[]): number {
  return clusters.reduce((sum, cluster) => sum + (replicasOf(cluster, 'chunk') ?? 0), 0);
}

/** Rejects two clusters on nodes that are too few for both, and warns when they share any. */
export const iomeshClusterAffinityOverlap = defineRule({
  id: 'iomesh-cluster-affinity-overlap',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'Two clusters do not share nodes: a node can hold one chunk pod.',
  help: 'Separate the lists of nodes.',
  source: SOURCES.iomeshBasicConcepts,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER, state: MANAGEMENT_CLUSTER }],
    invalid: [
      {
        yaml: SECOND_CLUSTER.replaceAll('k8s-worker-3', 'k8s-worker-2'),
        state: MANAGEMENT_CLUSTER,
        findings: [{ path: '/spec/chunk/podPolicy/affinity' }],
      },
      {
        yaml: SECOND_CLUSTER.replaceAll('[k8s-worker-3', '[k8s-worker-2, k8s-worker-3'),
        state: MANAGEMENT_CLUSTER,
        findings: [{ path: '/spec/chunk/podPolicy/affinity', severity: 'warning' }],
      },
      { yaml: SECOND_CLUSTER, findings: [{ path: '/spec/chunk/podPolicy/affinity', severity: 'unknown' }] },
    ],
  },
  *check(cluster, { lookup }) {
    const path = affinityPath('chunk');
    const own = componentHostnames(cluster, 'chunk', lookup);
    if (own === undefined) return;
    const needs = missingManagementOf(cluster, lookup);
    if (needs !== undefined) yield { path, needs };
    for (const other of otherClusters(cluster, lookup)) {
      const theirs = componentHostnames(other, 'chunk', lookup) ?? new Set<string>();
      const shared = [...own].filter(hostname => theirs.has(hostname));
      if (shared.length === 0) continue;
      const isTooSmall = new Set([...own, ...theirs]).size < chunkPods(cluster, other);
      const message = `Nodes shared with ${formatClusterName(clusterNameOf(other))}: ${listSome(shared)}`;
      yield { path, message, severity: isTooSmall ? 'error' : 'warning' };
    }
  },
});
