/** A map that is copied when it is first written to. */
export class DraftMap<Value> {
  readonly #original: ReadonlyMap<string, Value>;
  #copy: Map<string, Value> | undefined;

  constructor(original: ReadonlyMap<string, Value>) {
    this.#original = original;
  }

  /** The map as it is now; the original itself as long as nothing was written. */
  get current(): ReadonlyMap<string, Value> {
    return this.#copy ?? this.#original;
  }

  get(key: string): Value | undefined {
    return this.current.get(key);
  }

  set(key: string, value: Value): void {
    this.#copy ??= new Map(this.#original);
    this.#copy.set(key, value);
  }

  /** Takes an entry out; nothing happens when it is not there. */
  delete(key: string): void {
    if (!this.current.has(key)) return;
    this.#copy ??= new Map(this.#original);
    this.#copy.delete(key);
  }
}
