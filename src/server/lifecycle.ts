/** `serving`, then `draining` (still serving, saying good-bye), then `refusing` (nothing is decided any more). */
export type Phase = 'serving' | 'draining' | 'refusing';

/** The one place that says how far the server is on its way out, and whether requests still come. */
export class Lifecycle {
  #phase: Phase = 'serving';
  #requests = 0;

  get phase(): Phase {
    return this.#phase;
  }

  /** Requests that have come in so far. */
  get requests(): number {
    return this.#requests;
  }

  /** Whether connections are to be given up after the next answer. */
  get isLeaving(): boolean {
    return this.#phase !== 'serving';
  }

  noteRequest(): void {
    this.#requests += 1;
  }

  /** Moves on. */
  advance(phase: 'draining' | 'refusing'): void {
    this.#phase = phase;
  }
}
