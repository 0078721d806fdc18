import type { NodeConstraint } from '../../../core/driver.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { bareNode } from '../../../core/node.ts';
import type { Node } from '../../../core/node.ts';
import type { PersistentVolume } from '../../../core/persistent-volume.ts';
import type { PodClaim } from '../../../core/pod-claim.ts';
import { selectNodes } from '../../../core/select-nodes.ts';
import { volumeConstraint } from '../../../core/volume-constraint.ts';
import { nodeNames, termsOf } from './known-nodes.ts';

function namedNodes(
  { nodeSelectorTerms }: PersistentVolume,
  nodes: readonly Node[],
  lookup: Lookup,
): ReadonlySet<string> | undefined {
  const selected = selectNodes(nodeSelectorTerms, nodes);
  return selected.length > 0 || lookup.isComplete('Node') ? nodeNames(selected) : undefined;
}

function selectedNodeConstraint(
  { name, claim }: PodClaim,
  nodes: readonly Node[],
): readonly NodeConstraint[] {
  if (claim?.selectedNode === undefined) return [];
  const selected = claim.selectedNode;
  const node = nodes.find(({ name: known }) => known === selected) ?? bareNode(selected);
  return [
    {
      terms: termsOf([node], nodes),
      nodes: new Set([node.name]),
      claims: [name],
      reason: `the node selected for claim ${name}`,
    },
  ];
}

/**
 * What the scheduler itself enforces for a pod's claims: a volume never moves, and a claim stays on the node
 * that was selected for it.
 */
export function enforcedConstraints(
  claims: readonly PodClaim[],
  nodes: readonly Node[],
  lookup: Lookup,
): readonly NodeConstraint[] {
  return claims.flatMap(claim =>
    claim.claim?.isBound === true
      ? volumeConstraint(claim, volume => namedNodes(volume, nodes, lookup))
      : selectedNodeConstraint(claim, nodes),
  );
}

/** The nodes that all constraints allow; one whose nodes cannot be named allows all. */
export function allowedNodes(
  nodes: readonly Node[],
  constraints: readonly NodeConstraint[],
): readonly Node[] {
  if (constraints.length === 0) return nodes;
  return nodes.filter(({ name }) => constraints.every(constraint => constraint.nodes?.has(name) !== false));
}
