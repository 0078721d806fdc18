import type { JsonPath } from '../../core/json.ts';
import type { MappingNode, SequenceNode, SourceEntry, SourceItem, SourceNode } from '../source-node.ts';
import { Refusal } from './refusal.ts';

/** A node with what it stands in, as it is written. */
export type Place =
  | { readonly in: 'document'; readonly node: SourceNode }
  | {
      readonly in: 'mapping';
      readonly node: SourceNode;
      readonly parent: MappingNode;
      readonly entry: SourceEntry;
      readonly holder: Place;
    }
  | {
      readonly in: 'sequence';
      readonly node: SourceNode;
      readonly parent: SequenceNode;
      readonly item: SourceItem;
      readonly holder: Place;
    };

function inMapping(holder: Place, parent: MappingNode, key: string): Place | undefined {
  const entry = parent.members.get(key);
  if (entry === undefined) return undefined;
  if (!parent.entries.includes(entry)) throw new Refusal('the value comes from a merge (<<)');
  return { in: 'mapping', node: entry.value, parent, entry, holder };
}

/** The place one step below another; `undefined` when there is none. */
export function stepInto(holder: Place, step: string | number): Place | undefined {
  const parent = holder.node;
  if (parent.kind === 'alias') throw new Refusal('the value comes from an alias');
  if (parent.kind === 'mapping' && typeof step === 'string') return inMapping(holder, parent, step);
  if (parent.kind !== 'sequence' || typeof step !== 'number') return undefined;
  const item = parent.items[step];
  return item && { in: 'sequence', node: item.node, parent, item, holder };
}

/**
 * The place a path leads to.
 * @throws Refusal when it does not exist, or when an alias or a merge lies on the way
 */
export function findPlace(root: SourceNode, path: JsonPath): Place {
  let place: Place = { in: 'document', node: root };
  for (const step of path) {
    const next = stepInto(place, step);
    if (next === undefined) throw new Refusal('the place is not in the text');
    place = next;
  }
  return place;
}
