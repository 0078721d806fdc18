import type { PatchOperation } from './json-patch.ts';
import { parsePointer } from './json-pointer.ts';
import { isJsonArray, isJsonObject, member } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** A value of the document, or a container that earlier operations may have changed. */
type Slot = JsonValue | ChangedObject | ChangedArray;

/** An object as it stands after some operations: what they changed on top of the object itself, which stays as it is. */
class ChangedObject {
  readonly #base: JsonObject;
  readonly #changes = new Map<string, Slot | undefined>();

  constructor(base: JsonObject) {
    this.#base = base;
  }

  get(key: string): Slot | undefined {
    return this.#changes.has(key) ? this.#changes.get(key) : member(this.#base, key);
  }

  set(key: string, value: Slot | undefined): void {
    this.#changes.set(key, value);
  }

  add(key: string, value: Slot): boolean {
    this.set(key, value);
    return true;
  }

  replace(key: string, value: Slot): boolean {
    return this.get(key) !== undefined && this.add(key, value);
  }

  remove(key: string): boolean {
    if (this.get(key) === undefined) return false;
    this.set(key, undefined);
    return true;
  }
}

const INDEX = /^(?:0|[1-9][0-9]{0,8})$/;

/** An array as it stands after some operations; its elements are shared with the array itself. */
class ChangedArray {
  readonly #elements: Slot[];

  constructor(base: readonly JsonValue[]) {
    this.#elements = [...base];
  }

  get(token: string): Slot | undefined {
    return INDEX.test(token) ? this.#elements[Number(token)] : undefined;
  }

  set(token: string, value: Slot): void {
    this.#elements[Number(token)] = value;
  }

  add(token: string, value: Slot): boolean {
    const index = token === '-' ? this.#elements.length : INDEX.test(token) ? Number(token) : Infinity;
    if (index > this.#elements.length) return false;
    this.#elements.splice(index, 0, value);
    return true;
  }

  replace(token: string, value: Slot): boolean {
    if (this.get(token) === undefined) return false;
    this.set(token, value);
    return true;
  }

  remove(token: string): boolean {
    if (this.get(token) === undefined) return false;
    this.#elements.splice(Number(token), 1);
    return true;
  }
}

type Container = ChangedObject | ChangedArray;

function containerOf(slot: Slot | undefined): Container | undefined {
  if (slot instanceof ChangedObject || slot instanceof ChangedArray) return slot;
  if (isJsonArray(slot)) return new ChangedArray(slot);
  return isJsonObject(slot) ? new ChangedObject(slot) : undefined;
}

/** Steps into a container, which from then on remembers its own changes. */
function enter(parent: Container, token: string): Container | undefined {
  const slot = parent.get(token);
  const child = containerOf(slot);
  if (child !== undefined && child !== slot) parent.set(token, child);
  return child;
}

function apply(root: Container, operation: PatchOperation): boolean {
  const tokens = parsePointer(operation.path);
  const last = tokens.at(-1);
  if (last === undefined || !operation.path.startsWith('/')) return false;
  let parent: Container | undefined = root;
  for (const token of tokens.slice(0, -1)) {
    parent = enter(parent, token);
    if (parent === undefined) return false;
  }
  return operation.op === 'remove' ? parent.remove(last) : parent[operation.op](last, operation.value);
}

/**
 * The first operation of a patch that cannot be applied to a document, its predecessors having been applied; `undefined`
 * when the whole patch can (RFC 6902). Only the parents on the paths are looked at, and nothing is copied but the arrays
 * among them. A patch of the document itself (path `""`) counts as one that cannot be applied: it would throw everything
 * away.
 */
export function inapplicableOperation(
  document: JsonValue | undefined,
  operations: readonly PatchOperation[],
): PatchOperation | undefined {
  const root = containerOf(document);
  return operations.find(operation => root === undefined || !apply(root, operation));
}

/** Says whether a patch can be applied to a document: kube-apiserver refuses a request whose patch cannot. */
export function canApply(document: JsonValue | undefined, operations: readonly PatchOperation[]): boolean {
  return inapplicableOperation(document, operations) === undefined;
}
