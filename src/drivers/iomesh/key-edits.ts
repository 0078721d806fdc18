import type { Edit } from '../../core/finding.ts';
import { at } from '../../core/json.ts';
import type { JsonObject, JsonPath } from '../../core/json.ts';

/** The part of a report that renames a key; empty when the new name is taken. */
export function renameKey(object: JsonObject, path: JsonPath, key: string): { readonly edit?: Edit } {
  const isFree = at(object, ...path.slice(0, -1), key) === undefined;
  return isFree ? { edit: { type: 'rename-key', path, key } } : {};
}

/** The part of a report that moves a field; empty when there is something in its new place. */
export function moveField(object: JsonObject, path: JsonPath, to: JsonPath): { readonly edit?: Edit } {
  return at(object, ...to) === undefined ? { edit: { type: 'move', path, to } } : {};
}
