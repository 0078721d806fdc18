import type { Edit } from '../../core/finding.ts';
import { at, isJsonObject } from '../../core/json.ts';
import type { JsonObject, JsonPath } from '../../core/json.ts';
import { suggest } from '../../core/suggest.ts';
import { certainValue } from './certain-value.ts';

/** Says whether a place is empty and everything above it is an object or not there yet. */
function isFree(object: JsonObject, path: JsonPath): boolean {
  const above = path.map((_, length) => at(object, ...path.slice(0, length)) ?? {});
  return at(object, ...path) === undefined && above.every(isJsonObject);
}

/** The part of a report that renames a key; empty when the new name is taken. */
export function renameKey(object: JsonObject, path: JsonPath, key: string): { readonly edit?: Edit } {
  return isFree(object, [...path.slice(0, -1), key]) ? { edit: { type: 'rename-key', path, key } } : {};
}

/** The part of a report that moves a field; empty when something is in the way. */
export function moveField(object: JsonObject, path: JsonPath, to: JsonPath): { readonly edit?: Edit } {
  return isFree(object, to) ? { edit: { type: 'move', path, to } } : {};
}

/** The part of a report on a misspelt key: the known key nearest to it, and the edit when that is certain. */
export function misspeltKey(
  object: JsonObject,
  path: JsonPath,
  known: readonly string[],
): { readonly fix?: string; readonly edit?: Edit } {
  const key = String(path.at(-1));
  const hint = suggest(key, known);
  if (hint === undefined) return {};
  const isCertain = certainValue(key, known) === hint;
  return { fix: `Did you mean ${hint}?`, ...(isCertain && renameKey(object, path, hint)) };
}
