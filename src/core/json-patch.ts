import { withoutStep, withStep } from './json-edit.ts';
import type { JsonContainer } from './json-edit.ts';
import { equalJson } from './json-equal.ts';
import { formatPointer } from './json-pointer.ts';
import { arrayAt, at, isJsonArray, isJsonObject, member } from './json.ts';
import type { JsonObject, JsonPath, JsonValue } from './json.ts';

/** One operation of a JSON Patch (RFC 6902); `path` is a JSON Pointer. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string };

/**
 * A null member counts as missing; a null element holds its place in the array, where an `add` would insert.
 */
function isMissing(value: JsonValue | undefined, path: JsonPath): boolean {
  return value === undefined || (value === null && typeof path.at(-1) === 'string');
}

/**
 * Collects changes of a document and writes them as the smallest JSON Patch: changes below one missing parent
 * become one `add`, equal values nothing. Only what the changes touched is compared, so the cost does not
 * grow with the document.
 */
export class PatchBuilder {
  readonly #before: JsonObject;
  #after: JsonValue;
  /**
   * Containers copied on the way to a change: the only ones in which `#after` is worth comparing member by
   * member.
   */
  readonly #opened = new WeakSet<JsonContainer>();

  constructor(document: JsonObject) {
    this.#before = document;
    this.#after = document;
  }

  /**
   * Puts a value at a path. Missing and null parents are made, objects for keys and arrays for indexes.
   * @throws RangeError when an array index would leave a gap.
   */
  set(path: JsonPath, value: JsonValue): this {
    this.#after = this.#write(this.#after, path, value);
    return this;
  }

  /** Adds a value at the end of the array at a path, which is made when it is missing. */
  append(path: JsonPath, value: JsonValue): this {
    return this.set([...path, arrayAt(this.#after, ...path).length], value);
  }

  /** Takes the member or element at a path out; nothing happens when it is not there. */
  remove(path: JsonPath): this {
    const step = path.at(-1);
    if (step === undefined) return this;
    const parentPath = path.slice(0, -1);
    const parent = withoutStep(at(this.#after, ...parentPath), step);
    if (parent === undefined) return this;
    this.#opened.add(parent);
    return this.set(parentPath, parent);
  }

  /**
   * The patch: sorted by path (keys as text, indexes as numbers) and applicable in that order; empty when
   * nothing changed.
   */
  operations(): readonly PatchOperation[] {
    return this.#compare(this.#before, this.#after, []);
  }

  #write(current: JsonValue | undefined, path: JsonPath, value: JsonValue): JsonValue {
    const [step, ...rest] = path;
    if (step === undefined) return current !== undefined && equalJson(current, value) ? current : value;
    const old = at(current, step);
    const changed = this.#write(old, rest, value);
    if (current !== undefined && changed === old) return current;
    const copy = withStep(current, step, changed);
    this.#opened.add(copy);
    return copy;
  }

  #compare(before: JsonValue | undefined, after: JsonValue, path: JsonPath): readonly PatchOperation[] {
    if (equalJson(before, after)) return [];
    const pointer = formatPointer(path);
    if (isMissing(before, path)) return [{ op: 'add', path: pointer, value: after }];
    if (typeof after === 'object' && after !== null && this.#opened.has(after)) {
      if (isJsonObject(before) && isJsonObject(after)) return this.#compareObjects(before, after, path);
      if (isJsonArray(before) && isJsonArray(after) && before.length <= after.length) {
        return this.#compareArrays(before, after, path);
      }
    }
    return [{ op: 'replace', path: pointer, value: after }];
  }

  #compareObjects(before: JsonObject, after: JsonObject, path: JsonPath): readonly PatchOperation[] {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    // Most members are the very same value as before.
    const touched = [...keys].filter(key => member(before, key) !== member(after, key));
    return touched.sort().flatMap(key => {
      const memberPath = [...path, key];
      const value = member(after, key);
      if (value !== undefined) return this.#compare(member(before, key), value, memberPath);
      if (member(before, key) === undefined) return [];
      return { op: 'remove' as const, path: formatPointer(memberPath) };
    });
  }

  #compareArrays(
    before: readonly JsonValue[],
    after: readonly JsonValue[],
    path: JsonPath,
  ): readonly PatchOperation[] {
    return after.flatMap((value, index) => {
      if (value === before[index]) return [];
      if (index < before.length) return this.#compare(before[index], value, [...path, index]);
      return { op: 'add' as const, path: formatPointer([...path, '-']), value };
    });
  }
}
