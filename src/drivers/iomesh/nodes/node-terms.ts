import type { Lookup } from '../../../core/lookup.ts';
import { labelTerm, nameTerms } from '../../../core/node-selector.ts';
import type { NodeSelectorTerm } from '../../../core/node-selector.ts';
import { HOSTNAME_LABEL, decodeNode } from '../../../core/node.ts';

/** The hostname label of a node; `undefined` when it has none, shares it with another node, or is not in the state. */
function uniqueHostname(name: string, lookup: Lookup): string | undefined {
  const object = lookup.get('Node', undefined, name);
  const hostname = object && decodeNode(object).labels.get(HOSTNAME_LABEL);
  if (hostname === undefined) return undefined;
  return lookup.indexed('Node/hostname', hostname).length === 1 ? hostname : undefined;
}

/**
 * The terms that select exactly the nodes of these names: one `In` requirement on the hostname label, which users
 * read easily; by name where that label does not tell nodes apart.
 */
export function termsForNodes(names: ReadonlySet<string>, lookup: Lookup): readonly NodeSelectorTerm[] {
  const sorted = [...names].sort();
  const hostnames = sorted.map(name => uniqueHostname(name, lookup)).filter(name => name !== undefined);
  const areAllUnique = hostnames.length === sorted.length;
  return areAllUnique ? [labelTerm(HOSTNAME_LABEL, hostnames.sort())] : nameTerms(sorted);
}
