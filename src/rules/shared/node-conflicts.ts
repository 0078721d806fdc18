import type { NodeConstraint } from '../../core/driver.ts';
import type { PodStorage } from '../../core/pod-storage.ts';

/** A constraint with its nodes by name, and how strict it is. */
export interface NodeSet extends NodeConstraint {
  readonly nodes: ReadonlySet<string>;
  readonly strength: 'enforced' | 'required' | 'preferred';
}

/** Two claims, or groups of claims, that no node can serve together. */
export type NodeConflict = readonly [NodeSet, NodeSet];

function named(constraints: readonly NodeConstraint[], strength: NodeSet['strength']): readonly NodeSet[] {
  return constraints.flatMap(constraint => {
    const { nodes } = constraint;
    return nodes === undefined || nodes.size === 0 ? [] : [{ ...constraint, nodes, strength }];
  });
}

/** Wishes of the same claims are alternatives: any of their nodes would do. */
function mergeWishes(wishes: readonly NodeSet[]): readonly NodeSet[] {
  const byClaims = Map.groupBy(wishes, ({ claims }) => claims.join(' '));
  return [...byClaims.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return { ...first, nodes: new Set([first, ...others].flatMap(({ nodes }) => [...nodes])) };
  });
}

function nodeSets({ drivers }: PodStorage): readonly NodeSet[] {
  return drivers.flatMap(({ topology }) => [
    ...named(topology.enforced, 'enforced'),
    ...named(topology.required, 'required'),
    ...mergeWishes(named(topology.preferred, 'preferred')),
  ]);
}

function isConflict([left, right]: NodeConflict): boolean {
  const shareClaim = left.claims.some(claim => right.claims.includes(claim));
  return !shareClaim && ![...left.nodes].some(name => right.nodes.has(name));
}

/** Every pair of node sets of different claims that have no node in common. */
export function nodeConflicts(storage: PodStorage): readonly NodeConflict[] {
  const sets = nodeSets(storage);
  const pairs = sets.flatMap((left, index) =>
    sets.slice(index + 1).map((right): NodeConflict => [left, right]),
  );
  return pairs.filter(isConflict);
}
