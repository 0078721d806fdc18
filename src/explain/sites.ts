import type { Constraint } from './constraint.ts';
import type { Evidence } from './evidence.ts';
import type { JudgedNode } from './judged-node.ts';

const MAX_NODES = 3;

/** The nodes that a constraint admits. */
export function sitesOf({ admits }: Constraint, { nodes }: Evidence): readonly JudgedNode[] {
  return nodes.filter(({ state }) => admits(state));
}

/**
 * What is wrong with nodes, a line each, when each of them is in a condition that keeps the pod away; else `undefined`. None
 * for no nodes: then there is nothing left to be in a better one.
 */
export function nodeTrouble(nodes: readonly JudgedNode[]): readonly string[] | undefined {
  if (nodes.some(({ condition }) => condition.length === 0)) return undefined;
  return nodes
    .slice(0, MAX_NODES)
    .map(({ state, condition }) => `${state.name}: ${condition.map(({ text }) => text).join(', ')}`);
}

/** Whether storage that stays where it is ties the pod to nodes none of which takes it. */
export function isStranded(evidence: Evidence): boolean {
  return evidence.constraints.some(
    constraint => constraint.kind !== 'selected' && nodeTrouble(sitesOf(constraint, evidence)) !== undefined,
  );
}
