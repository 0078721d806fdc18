import type { DriverContext, NodeConstraint } from '../core/driver.ts';
import { nodeSelectorPredicate } from '../core/node-affinity.ts';
import type { NodePredicate } from '../core/node-affinity.ts';
import type { NodeSelectorTerm } from '../core/node-selector.ts';
import { nameTerms } from '../core/node-selector.ts';
import type { PodClaim } from '../core/pod-claim.ts';
import { volumeConstraint } from '../core/volume-constraint.ts';
import type { VerdictId } from './explanation.ts';
import type { DriverNeeds } from './scheduler-view.ts';

/** A set of nodes that the storage of a pod ties it to. */
export interface Constraint {
  /**
   * `volume`: a volume that exists stays where it is. `source`: so does what a new volume is filled from. `selected`: the
   * scheduler has chosen the node. `cluster`: only those nodes belong to the storage cluster.
   */
  readonly kind: 'volume' | 'source' | 'selected' | 'cluster';
  /** Ends the sentence "because of …". */
  readonly reason: string;
  readonly claims: readonly string[];
  readonly terms: readonly NodeSelectorTerm[];
  readonly admits: NodePredicate;
}

/** The cause that speaks of each kind of constraint. */
export const VERDICT_OF_CONSTRAINT = {
  volume: 'W10',
  source: 'W10',
  selected: 'W17',
  cluster: 'W14',
} as const satisfies Record<Constraint['kind'], VerdictId>;

function constraintOf(kind: Constraint['kind'], { terms, reason, claims }: NodeConstraint): Constraint {
  return { kind, reason, claims, terms, admits: nodeSelectorPredicate(terms) };
}

function selectedConstraint({ name, claim }: PodClaim): readonly Constraint[] {
  const node = claim?.isBound === false ? claim.selectedNode : undefined;
  if (node === undefined) return [];
  const reason = `the node selected for claim ${name}`;
  return [constraintOf('selected', { terms: nameTerms([node]), nodes: undefined, claims: [name], reason })];
}

function requiredConstraints({ driver, claims }: DriverNeeds, context: DriverContext): readonly Constraint[] {
  if (claims.length === 0) return [];
  const filled = new Set(
    claims.filter(({ claim }) => claim?.dataSource !== undefined).map(({ name }) => name),
  );
  return driver
    .topology(claims, context)
    .required.map(required =>
      constraintOf(required.claims.every(name => filled.has(name)) ? 'source' : 'cluster', required),
    );
}

/** What ties a pod to nodes because of its storage: whatever the webhook or kube-scheduler itself enforces. */
export function storageConstraints(
  claims: readonly PodClaim[],
  needs: readonly DriverNeeds[],
  context: DriverContext,
): readonly Constraint[] {
  return [
    ...claims.flatMap(claim => volumeConstraint(claim)).map(one => constraintOf('volume', one)),
    ...claims.flatMap(selectedConstraint),
    ...needs.flatMap(one => requiredConstraints(one, context)),
  ];
}
