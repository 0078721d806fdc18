import { isJsonArray, isJsonObject, member } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';

function definedKeys(object: JsonObject): readonly string[] {
  return Object.keys(object).filter(key => object[key] !== undefined);
}

function equalArrays(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  return left.length === right.length && left.every((item, index) => equalJson(item, right[index]));
}

function equalObjects(left: JsonObject, right: JsonObject): boolean {
  const keys = definedKeys(left);
  return (
    keys.length === definedKeys(right).length &&
    keys.every(key => equalJson(member(left, key), member(right, key)))
  );
}

/** Says whether two JSON values are the same; the order of an object's members does not count. */
export function equalJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (isJsonArray(left)) return isJsonArray(right) && equalArrays(left, right);
  return isJsonObject(left) && isJsonObject(right) && equalObjects(left, right);
}
