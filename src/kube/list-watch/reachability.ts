import { sleep } from '../clock.ts';
import type { Clock } from '../clock.ts';

/**
 * Shared by all list-watches of a cluster: when the API server was gone and the first of them gets through again, those that
 * wait after a failure need not wait any longer. So a cache is fresh again in seconds, however long the outage was.
 */
export class Reachability {
  #isReachable = true;
  readonly #waiting = new Set<AbortController>();

  /** Nobody answered. */
  lost(): void {
    this.#isReachable = false;
  }

  /** Somebody answered. */
  regained(): void {
    if (this.#isReachable) return;
    this.#isReachable = true;
    for (const waiting of this.#waiting) waiting.abort();
  }

  /** Waits for a time, until the signal aborts, or until the API server answers again; says whether it was that. */
  async pause(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<boolean> {
    const waking = new AbortController();
    this.#waiting.add(waking);
    await sleep(milliseconds, clock, signal, waking.signal);
    this.#waiting.delete(waking);
    return waking.signal.aborted && !signal.aborted;
  }
}
