/** A value as JSON carries it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/**
 * A JSON object as it was parsed. Any key is data, `__proto__` and `constructor` included, so members are
 * read with {@link member} or {@link at} and never by plain property access on a computed key.
 */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** Says whether a value is a JSON object (not null, not an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Says whether a value is a JSON array. */
export function isJsonArray(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Reads an object's own member; `undefined` when the value is no object or the member is absent. */
export function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A place in a JSON document: object keys and array indexes from the root. */
export type JsonPath = readonly (string | number)[];

/** Reads the value at a path; `undefined` when any step is missing. */
export function at(value: JsonValue | undefined, ...path: JsonPath): JsonValue | undefined {
  let current = value;
  for (const step of path) {
    if (typeof step === 'number') current = isJsonArray(current) ? current[step] : undefined;
    else current = member(current, step);
    if (current === undefined) return undefined;
  }
  return current;
}

/** Reads the string at a path; `undefined` when it is absent or not a string. */
export function stringAt(value: JsonValue | undefined, ...path: JsonPath): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Reads the array at a path; empty when it is absent or not an array. */
export function arrayAt(value: JsonValue | undefined, ...path: JsonPath): readonly JsonValue[] {
  const found = at(value, ...path);
  return isJsonArray(found) ? found : [];
}

/** Reads the object at a path; `undefined` when it is absent or not an object. */
export function objectAt(value: JsonValue | undefined, ...path: JsonPath): JsonObject | undefined {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : undefined;
}

/** Reads the own members of the object at a path, in document order; empty when it is no object. */
export function entriesAt(
  value: JsonValue | undefined,
  ...path: JsonPath
): readonly (readonly [string, JsonValue])[] {
  const found = objectAt(value, ...path);
  if (found === undefined) return [];
  return Object.entries(found).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
}

/**
 * Reads the string members of the object at a path (labels, annotations, parameters) as a Map; other values
 * are left out.
 */
export function stringMapAt(value: JsonValue | undefined, ...path: JsonPath): ReadonlyMap<string, string> {
  const strings = entriesAt(value, ...path).filter(
    (entry): entry is readonly [string, string] => typeof entry[1] === 'string',
  );
  return new Map(strings);
}
