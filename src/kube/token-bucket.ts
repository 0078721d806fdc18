import type { Clock } from './clock.ts';

/** How often something may be done. */
export interface Rate {
  /** At once, after a rest. */
  readonly burst: number;
  readonly perSecond: number;
}

/** Says how often something may be done: tokens are taken at once and come back one by one. */
export class TokenBucket {
  readonly #rate: Rate;
  readonly #clock: Pick<Clock, 'now'>;
  #tokens: number;
  #since: number;

  constructor(rate: Rate, clock: Pick<Clock, 'now'>) {
    this.#rate = rate;
    this.#clock = clock;
    this.#tokens = rate.burst;
    this.#since = clock.now();
  }

  /** Takes a token; says whether there was one. */
  take(): boolean {
    const now = this.#clock.now();
    const returned = ((now - this.#since) / 1000) * this.#rate.perSecond;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + returned);
    this.#since = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
