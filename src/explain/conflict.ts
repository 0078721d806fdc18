import type { NodePredicate } from '../core/node-affinity.ts';
import type { Evidence } from './evidence.ts';

/** One thing that ties a pod to nodes. */
export interface Side {
  readonly reason: string;
  /** Where the pod's author wrote it; `undefined` for what storage demands. */
  readonly path: string | undefined;
  /** Names of the nodes that it allows. */
  readonly nodes: ReadonlySet<string>;
}

function sideOf(
  reason: string,
  path: string | undefined,
  admits: NodePredicate,
  { nodes }: Evidence,
): readonly Side[] {
  const names = nodes.filter(({ state }) => admits(state)).map(({ state }) => state.name);
  // What selects no node at all is not in conflict with anything.
  return names.length === 0 ? [] : [{ reason, path, nodes: new Set(names) }];
}

function sidesOf(evidence: Evidence): readonly Side[] {
  const { constraints, own, written } = evidence;
  return [
    ...constraints.flatMap(({ reason, admits }) => sideOf(reason, undefined, admits, evidence)),
    ...own.flatMap(({ reason, path, admits }) =>
      sideOf(`its ${reason}`, `${written.specPath}.${path}`, admits, evidence),
    ),
  ];
}

function isDisjoint(left: Side, right: Side): boolean {
  return [...left.nodes].every(name => !right.nodes.has(name));
}

/** Two things that tie a pod to nodes, at least one of them its storage, and have no node in common. */
export function conflictOf(evidence: Evidence): readonly [Side, Side] | undefined {
  const sides = sidesOf(evidence);
  for (const [index, left] of sides.entries()) {
    if (left.path !== undefined) continue;
    const right = sides.slice(index + 1).find(other => isDisjoint(left, other));
    if (right !== undefined) return [left, right];
  }
  return undefined;
}
