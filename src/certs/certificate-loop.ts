import type { CertificateClock, CertificateLog } from './ports.ts';

/** When to come back: after so many ms, and whether an event may call earlier. */
export interface Pause {
  readonly milliseconds: number;
  readonly canBeWoken: boolean;
}

/** Watch events come in bunches; one pass is enough for a bunch. */
const BUNCH_MS = 100;
/** After a bug: often enough to come out of it, not often enough to fill the log. */
const AFTER_BUG: Pause = { milliseconds: 30_000, canBeWoken: false };

/** Repeats passes by a wall clock looked at every minute or so: one long timer would sleep through a suspended machine. */
export class CertificateLoop {
  readonly #pass: () => Promise<Pause>;
  readonly #clock: CertificateClock;
  readonly #log: CertificateLog;
  #event = Promise.withResolvers<void>();

  constructor(pass: () => Promise<Pause>, clock: CertificateClock, log: CertificateLog) {
    this.#pass = pass;
    this.#clock = clock;
    this.#log = log;
  }

  /** Something has changed: the next pass is due. */
  wake(): void {
    this.#event.resolve();
  }

  /** Repeats passes until the signal aborts; nothing is thrown. */
  async run(signal: AbortSignal, first: Pause): Promise<void> {
    let pause = first;
    while (!signal.aborted) {
      await this.#rest(pause, signal);
      if (signal.aborted) return;
      this.#event = Promise.withResolvers<void>();
      pause = await this.#passSafely();
    }
  }

  async #passSafely(): Promise<Pause> {
    try {
      return await this.#pass();
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#log.warn({ reason }, 'a pass over the certificates failed; this is a bug');
      return AFTER_BUG;
    }
  }

  async #rest({ milliseconds, canBeWoken }: Pause, signal: AbortSignal): Promise<void> {
    const rest = new AbortController();
    const either = AbortSignal.any([signal, rest.signal]);
    const sleep = this.#sleep(milliseconds, either);
    await (canBeWoken ? Promise.race([sleep, this.#bunch(either)]) : sleep);
    rest.abort();
  }

  async #bunch(signal: AbortSignal): Promise<void> {
    await this.#event.promise;
    await this.#sleep(BUNCH_MS, signal);
  }

  /** Ends early, without an error, when the signal aborts. */
  async #sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    await this.#clock.sleep(milliseconds, signal).catch(() => undefined);
  }
}
