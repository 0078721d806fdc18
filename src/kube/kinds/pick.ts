import { isJsonArray, member } from '../../core/json.ts';
import type { JsonObject, JsonValue } from '../../core/json.ts';

/** The named members of an object; `undefined` when it has none of them, or is no object. */
export function pick(value: JsonValue | undefined, ...keys: readonly string[]): JsonObject | undefined {
  const kept: Record<string, JsonValue> = {};
  let isEmpty = true;
  for (const key of keys) {
    const found = member(value, key);
    if (found === undefined) continue;
    kept[key] = found;
    isEmpty = false;
  }
  return isEmpty ? undefined : kept;
}

/** The same for each element of an array; `undefined` when there is none left. */
export function pickEach(
  value: JsonValue | undefined,
  ...keys: readonly string[]
): readonly JsonObject[] | undefined {
  if (!isJsonArray(value)) return undefined;
  const kept = value.map(item => pick(item, ...keys)).filter(item => item !== undefined);
  return kept.length === 0 ? undefined : kept;
}

/** An object without its empty members, which take room and say nothing. */
export function compact(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(members)) if (value !== undefined) kept[key] = value;
  return kept;
}
