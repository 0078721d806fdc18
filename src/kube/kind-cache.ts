import { equalJson } from '../core/json-equal.ts';
import type { JsonObject } from '../core/json.ts';
import { nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { ObjectStore } from '../core/object-store.ts';
import type { Trim } from './kinds/resource-kind.ts';
import { createShare } from './kinds/share.ts';
import type { ObjectSink } from './list-watch/object-sink.ts';

/** Something that has really changed, as far as objects are kept. */
export interface Change {
  readonly type: 'put' | 'removed';
  /** As it is now, or as it was when it went. */
  readonly object: KubernetesObject;
}

/** What a cache is made from. */
export interface KindCacheOptions {
  readonly kind: string;
  readonly trim: Trim;
  /** Where the objects are kept, beside those of other kinds. */
  readonly store: ObjectStore;
  readonly onChange: (change: Change) => void;
}

/**
 * The objects of one kind. They are trimmed before they are kept, and what is the same after that is no change: neither the
 * heartbeats of a node nor a new list of old objects disturb anybody.
 */
export class KindCache implements ObjectSink {
  readonly #options: KindCacheOptions;
  readonly #share = createShare();
  #size = 0;
  /** While a list comes in: the objects that it has not confirmed so far. */
  #unconfirmed: Set<KubernetesObject> | undefined;

  constructor(options: KindCacheOptions) {
    this.#options = options;
  }

  /** The number of objects that are kept. */
  get size(): number {
    return this.#size;
  }

  beginList(): void {
    const { store, kind } = this.#options;
    this.#unconfirmed = new Set(store.each(kind));
  }

  endList(): void {
    for (const object of this.#unconfirmed ?? []) this.remove(object);
    this.#unconfirmed = undefined;
  }

  put(object: JsonObject, apiVersion: string): void {
    const { kind, trim, store } = this.#options;
    const trimmed = trim(object, this.#share);
    if (trimmed === undefined) return this.remove(object);
    const kept: KubernetesObject = { apiVersion, kind, ...trimmed };
    const known = store.get(kind, namespaceOf(kept), nameOf(kept));
    if (known !== undefined) this.#unconfirmed?.delete(known);
    if (known !== undefined && equalJson(known, kept)) return;
    if (known === undefined) this.#size += 1;
    store.set(kept);
    this.#options.onChange({ type: 'put', object: kept });
  }

  remove(object: JsonObject): void {
    const { kind, store } = this.#options;
    const known = store.get(kind, namespaceOf(object), nameOf(object));
    if (known === undefined) return;
    store.delete(kind, namespaceOf(object), nameOf(object));
    this.#size -= 1;
    this.#options.onChange({ type: 'removed', object: known });
  }

  clear(): void {
    this.beginList();
    this.endList();
  }
}
