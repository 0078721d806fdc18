import { listSome } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { affinityPath, componentHostnames } from '../../clusters/affinity.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Warns when the components of a cluster are tied to different nodes. */
export const iomeshClusterAffinityComponentsDiffer = defineRule({
  id: 'iomesh-cluster-affinity-components-differ',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary: 'Meta, chunk and redirector are tied to the same nodes.',
  help: 'Use the same list of nodes for meta, chunk and redirector.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: SECOND_CLUSTER.replace('k8s-worker-5', 'k8s-worker-2'),
        findings: [{ path: '/spec/meta/podPolicy/affinity' }],
      },
    ],
  },
  *check(cluster, { lookup }) {
    const chunk = componentHostnames(cluster, 'chunk', lookup);
    if (chunk === undefined) return;
    for (const component of ['meta', 'redirector'] as const) {
      const own = componentHostnames(cluster, component, lookup) ?? chunk;
      const different = [...own, ...chunk].filter(hostname => !own.has(hostname) || !chunk.has(hostname));
      if (different.length === 0) continue;
      const message = `The nodes of ${component} are not those of chunk: ${listSome(different)}`;
      yield { path: affinityPath(component), message };
    }
  },
});
