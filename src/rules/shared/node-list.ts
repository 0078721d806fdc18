import { listSome } from '../../core/phrases.ts';

/** Lists nodes for a message, by name; `no node` for none. */
export function nodeList(names: Iterable<string>): string {
  return listSome([...names].sort()) || 'no node';
}
