import type { Edit } from './finding.ts';
import { at, isJsonArray, isJsonObject } from './json.ts';
import type { JsonObject, JsonPath } from './json.ts';
import { nearestPath } from './nearest-path.ts';
import { certainWord, didYouMean } from './spelling.ts';

/** Says whether a place is empty and everything above it is there to take it, or can be made. */
function isFree(object: JsonObject, path: JsonPath): boolean {
  const fits = path.every((step, depth) => {
    const parent = at(object, ...path.slice(0, depth)) ?? {};
    return typeof step === 'number' ? isJsonArray(parent) : isJsonObject(parent);
  });
  return fits && at(object, ...path) === undefined;
}

/** The part of a report that renames a key; empty when the new name is taken. */
export function renameKey(object: JsonObject, path: JsonPath, key: string): { readonly edit?: Edit } {
  return isFree(object, [...path.slice(0, -1), key]) ? { edit: { type: 'rename-key', path, key } } : {};
}

/** The part of a report that moves a field; empty when something is in the way. */
export function moveField(object: JsonObject, path: JsonPath, to: JsonPath): { readonly edit?: Edit } {
  return isFree(object, to) ? { edit: { type: 'move', path, to } } : {};
}

/** The part of a report on a misspelt key: the known key nearest to it, and the edit when that is surely meant. */
export function misspeltKey(
  object: JsonObject,
  path: JsonPath,
  known: readonly string[],
): { readonly fix?: string; readonly edit?: Edit } {
  const key = String(path.at(-1));
  const certain = certainWord(key, known);
  return { ...didYouMean(key, known), ...(certain !== undefined && renameKey(object, path, certain)) };
}

/** The part of a report on a value that is missing or wrong: where it is or belongs, and the edit that puts it right. */
export function setValue(
  object: JsonObject,
  path: JsonPath,
  value: string | boolean,
): { readonly path: JsonPath; readonly edit: Edit } {
  const type = at(object, ...path) === undefined ? 'add' : 'replace-value';
  return { path: nearestPath(object, path), edit: { type, path, value } };
}
