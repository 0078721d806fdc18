import type { JsonPath } from '../core/json.ts';
import { resolveAlias } from './source-node.ts';
import type { AliasNode, SourceEntry, SourceNode, SourceRange } from './source-node.ts';

interface Found {
  readonly node: Exclude<SourceNode, AliasNode>;
  /** The entry it is the value of; absent for items of lists and for the document. */
  readonly entry: SourceEntry | undefined;
}

function child(node: Found['node'], step: string | number): Found | undefined {
  if (node.kind === 'mapping' && typeof step === 'string') {
    const entry = node.members.get(step);
    return entry && { node: resolveAlias(entry.value), entry };
  }
  if (node.kind !== 'sequence' || typeof step !== 'number') return undefined;
  const item = node.items[step];
  return item && { node: resolveAlias(item.node), entry: undefined };
}

/** What stands for a node that has no key: its own first key, or all of it. */
function headOf(node: Found['node']): SourceRange {
  return node.kind === 'mapping' ? (node.entries[0]?.key ?? node) : node;
}

/**
 * The stretch of text that a path leads to, aliases and merges followed. Where the path ends early, it is the
 * key of the nearest ancestor; an item of a list has no key, its own first key stands for it.
 */
export function findRange(root: SourceNode, path: JsonPath, target: 'key' | 'value'): SourceRange {
  let found: Found = { node: resolveAlias(root), entry: undefined };
  for (const step of path) {
    const next = child(found.node, step);
    if (next === undefined) return found.entry?.key ?? headOf(found.node);
    found = next;
  }
  if (target === 'value') return found.node;
  return found.entry?.key ?? headOf(found.node);
}
