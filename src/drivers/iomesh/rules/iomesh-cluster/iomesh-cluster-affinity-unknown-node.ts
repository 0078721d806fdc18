import { at } from '../../../../core/json.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import { HOSTNAME_LABEL, decodeNode } from '../../../../core/node.ts';
import { knowsKind } from '../../../../core/resolve.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { didYouMean } from '../../../../core/spelling.ts';
import { affinityPath, listedHostnames } from '../../clusters/affinity.ts';
import { MANAGEMENT_CLUSTER, nodes } from '../../examples/clusters.ts';
import { COMPONENTS } from '../../names.ts';

function hostnamesIn(lookup: Lookup): readonly string[] {
  return lookup.list('Node').flatMap(node => decodeNode(node).labels.get(HOSTNAME_LABEL) ?? []);
}

/** Warns of hostnames that no node has. */
export const iomeshClusterAffinityUnknownNode = defineRule({
  id: 'iomesh-cluster-affinity-unknown-node',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary: 'Every hostname in a node affinity is the kubernetes.io/hostname label of a node.',
  help: 'Compare with kubectl get nodes --label-columns kubernetes.io/hostname.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      { yaml: MANAGEMENT_CLUSTER },
      { yaml: MANAGEMENT_CLUSTER, state: nodes('k8s-worker-0', 'k8s-worker-1', 'k8s-worker-2'), live: true },
    ],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk:
    podPolicy:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
            - matchExpressions:
              - {key: kubernetes.io/hostname, operator: In, values: [k8s-worker-0, k8s-woker-1]}
`,
        state: nodes('k8s-worker-0', 'k8s-worker-1'),
        live: true,
        findings: [
          {
            path: '/spec/chunk/podPolicy/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values/1',
          },
        ],
      },
    ],
  },
  *check(cluster, { lookup }) {
    if (!knowsKind(lookup, 'Node')) return;
    const known = new Set(hostnamesIn(lookup));
    for (const component of COMPONENTS) {
      const listed = listedHostnames(at(cluster, ...affinityPath(component)));
      const free = [...known].filter(name => listed.every(({ hostname }) => hostname !== name));
      for (const { path: below, hostname } of listed) {
        const path = [...affinityPath(component), ...below];
        if (known.has(hostname)) continue;
        if (!lookup.isComplete('Node')) {
          yield { path, needs: { kind: 'Node', name: hostname } };
          continue;
        }
        const message = `No node is labelled ${HOSTNAME_LABEL}=${hostname}`;
        yield { path, message, ...didYouMean(hostname, free) };
      }
    }
  },
});
