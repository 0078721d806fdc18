import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { podNodePredicate } from '../../src/core/node-affinity.ts';
import type { NodeSelectorRequirement, NodeSelectorTerm } from '../../src/core/node-selector.ts';
import type { Node } from '../../src/core/node.ts';

/** Keys of the labels that the nodes below carry. */
export const HOSTNAME = 'kubernetes.io/hostname';
export const ZONE = 'topology.kubernetes.io/zone';
export const LOCALPV = 'topology.iomesh-localpv-manager.csi/node';

/** The name of a node by its number. */
export function worker(index: number): string {
  return `k8s-worker-${index}`;
}

function node(name: string, labels: Readonly<Record<string, string>>): Node {
  return { name, labels: new Map(Object.entries(labels)), annotations: new Map(), isUnschedulable: false };
}

function workerNode(index: number): Node {
  const name = worker(index);
  return node(name, {
    [HOSTNAME]: name,
    [LOCALPV]: name,
    [ZONE]: [0, 1, 3].includes(index) ? 'a' : 'b',
    ...([0, 3, 4].includes(index) && { disktype: 'ssd' }),
    cores: String(8 * (index + 1)),
  });
}

/** Six workers in two zones, and a node whose hostname is not its name and which has no LocalPV driver. */
export const NODES: readonly Node[] = [
  ...[0, 1, 2, 3, 4, 5].map(workerNode),
  node('node-x', { [HOSTNAME]: 'host-x', [ZONE]: 'a' }),
];

/** A requirement from `key operator value…`. */
export function requirement(
  key: string,
  operator: string,
  ...values: readonly string[]
): NodeSelectorRequirement {
  return { key, operator, ...(values.length > 0 && { values }) };
}

/** A term of `matchExpressions`. */
export function expressions(...matchExpressions: readonly NodeSelectorRequirement[]): NodeSelectorTerm {
  return { matchExpressions };
}

/** A term that names one node. */
export function named(name: string): NodeSelectorTerm {
  return { matchFields: [requirement('metadata.name', 'In', name)] };
}

/** A pod spec with required node affinity. */
export function requiring(nodeSelectorTerms: readonly JsonValue[]): JsonObject {
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  };
}

/** The names of the nodes that admit a pod, shortened: `0 1 x`. */
export function admitting(podSpec: JsonObject): string {
  return NODES.filter(podNodePredicate(podSpec))
    .map(({ name }) => name.at(-1))
    .join(' ');
}
