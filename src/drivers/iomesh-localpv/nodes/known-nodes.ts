import { stringAt } from '../../../core/json.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { labelTerm, nameTerms } from '../../../core/node-selector.ts';
import type { NodeSelectorTerm } from '../../../core/node-selector.ts';
import { allNodes, bareNode, HOSTNAME_LABEL } from '../../../core/node.ts';
import type { Node } from '../../../core/node.ts';
import { NODE_LABEL } from '../names.ts';

/** The names of nodes. */
export function nodeNames(nodes: readonly Node[]): ReadonlySet<string> {
  return new Set(nodes.map(({ name }) => name));
}

/**
 * The Nodes that are known, by name. When the state need not hold all of them, those that only BlockDevices
 * speak of are added without labels.
 */
export function knownNodes(lookup: Lookup): readonly Node[] {
  const nodes = allNodes(lookup);
  if (lookup.isComplete('Node')) return nodes;
  const names = new Set(nodes.map(({ name }) => name));
  const mentioned = lookup
    .list('BlockDevice')
    .flatMap(device => stringAt(device, 'spec', 'nodeAttributes', 'nodeName') || [])
    .filter(name => !names.has(name));
  return [...nodes, ...[...new Set(mentioned)].sort().map(name => bareNode(name))];
}

/** The label's values of the chosen nodes; `undefined` when they do not single out exactly these nodes. */
function valuesThatSingleOut(
  label: string,
  chosen: readonly Node[],
  all: readonly Node[],
): readonly string[] | undefined {
  const values = new Set(chosen.flatMap(node => node.labels.get(label) ?? []));
  const selected = all.filter(node => values.has(node.labels.get(label) ?? ''));
  return values.size === chosen.length && selected.length === chosen.length ? [...values].sort() : undefined;
}

/**
 * Terms that select exactly the chosen nodes among all: the driver's own label when each has it, else the
 * hostname label, else by name.
 */
export function termsOf(chosen: readonly Node[], all: readonly Node[]): readonly NodeSelectorTerm[] {
  for (const key of [NODE_LABEL, HOSTNAME_LABEL]) {
    const values = valuesThatSingleOut(key, chosen, all);
    if (values !== undefined) return [labelTerm(key, values)];
  }
  return nameTerms(chosen.map(({ name }) => name));
}
