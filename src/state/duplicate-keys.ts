import type { SourceEntry, SourceNode } from './source-node.ts';

/** A key that stands in a mapping again. */
export interface DuplicateKey {
  readonly entry: SourceEntry;
  readonly first: SourceEntry;
}

function* repeatedIn(entries: readonly SourceEntry[]): Iterable<DuplicateKey> {
  const firsts = new Map<string, SourceEntry>();
  for (const entry of entries) {
    const first = firsts.get(entry.name);
    if (first !== undefined && !entry.isMerge) yield { entry, first };
    if (first === undefined) firsts.set(entry.name, entry);
  }
}

function* repeatedUnder(node: SourceNode): Iterable<DuplicateKey> {
  if (node.kind === 'sequence') for (const item of node.items) yield* repeatedUnder(item.node);
  if (node.kind !== 'mapping') return;
  yield* repeatedIn(node.entries);
  for (const entry of node.entries) yield* repeatedUnder(entry.value);
}

/** Every key that stands in its mapping for the second time or later, in the order of the text. */
export function duplicateKeys(root: SourceNode): readonly DuplicateKey[] {
  return [...repeatedUnder(root)].toSorted((left, right) => left.entry.key.start - right.entry.key.start);
}
