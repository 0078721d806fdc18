import type { CertificateClock } from '../../../src/certs/ports.ts';

interface Sleeper {
  readonly due: number;
  readonly wakeUp: () => void;
}

/** A clock that a test sets: the wall clock may jump, sleepers wake by the time that `pass` lets go by. */
export class ManualClock implements CertificateClock {
  random: () => number;
  #wall: number;
  #awake = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(start: Date, random: () => number = () => 0) {
    this.#wall = start.getTime();
    this.random = random;
  }

  readonly now = () => new Date(this.#wall);

  readonly sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const sleeper = { due: this.#awake + milliseconds, wakeUp: resolve };
    this.#sleepers.add(sleeper);
    const abort = () => {
      this.#sleepers.delete(sleeper);
      reject(new Error('aborted'));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    await promise;
  };

  /** How long the next sleeper will sleep yet, in ms; `undefined` when nobody sleeps. */
  get nextWakeUp(): number | undefined {
    const waits = [...this.#sleepers].map(({ due }) => due - this.#awake);
    return waits.length === 0 ? undefined : Math.min(...waits);
  }

  /** Time goes by. */
  pass(milliseconds: number): void {
    this.#wall += milliseconds;
    this.#awake += milliseconds;
    for (const sleeper of [...this.#sleepers].filter(({ due }) => due <= this.#awake)) {
      this.#sleepers.delete(sleeper);
      sleeper.wakeUp();
    }
  }

  /** The wall clock is set, or the machine was suspended: nobody wakes. */
  jump(milliseconds: number): void {
    this.#wall += milliseconds;
  }
}
