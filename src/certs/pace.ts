/** Bounds how often something is done, so that a fight with another program over an object does not heat up. */
export class Pace {
  readonly #limit: number;
  readonly #windowMs: number;
  #times: readonly number[] = [];

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Whether it may be done now. A clock that has jumped either way counts as a long time. */
  allows(now: Date): boolean {
    const time = now.getTime();
    this.#times = this.#times.filter(other => Math.abs(time - other) < this.#windowMs);
    return this.#times.length < this.#limit;
  }

  /** It has been done. */
  note(now: Date): void {
    this.#times = [...this.#times, now.getTime()];
  }
}
