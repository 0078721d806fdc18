import { TIMES } from './times.ts';

/** The part of the time that may be spent waiting: kube-scheduler does nothing else meanwhile, for no pod. */
const SHARE = 0.3;
/** What may be spent at once, in milliseconds, after so long a time without waiting. */
const MOST = 3_000;

/** Keeps waiting within a share of the time. */
export class WaitBudget {
  #left = MOST;
  #at: number;

  constructor(now: number) {
    this.#at = now;
  }

  /** Says whether one more call may wait as long as calls do. */
  allows(now: number): boolean {
    this.#left = Math.min(MOST, this.#left + (now - this.#at) * SHARE);
    this.#at = now;
    return this.#left >= TIMES.wait;
  }

  /** Takes off what was spent. */
  spend(milliseconds: number): void {
    this.#left -= milliseconds;
  }
}
