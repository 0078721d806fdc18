import type { AppError } from '../core/errors.ts';
import { CONFIGURATIONS_CALL, readApi } from './api-call.ts';
import type { CertificateClock, ObservedConfiguration, WebhookConfigurationsPort } from './ports.ts';
import { asProblem } from './source.ts';

/** Looks at our webhook configurations, and remembers what it saw last. */
export class Observer {
  readonly #port: WebhookConfigurationsPort;
  readonly #clock: CertificateClock;
  #last: readonly ObservedConfiguration[] | undefined;
  #problem: AppError | undefined;

  constructor(port: WebhookConfigurationsPort, clock: CertificateClock) {
    this.#port = port;
    this.#clock = clock;
  }

  /** What was seen last; `undefined` when nothing ever was. */
  get last(): readonly ObservedConfiguration[] | undefined {
    return this.#last;
  }

  /** Why the last look failed; `undefined` when it did not. */
  get problem(): AppError | undefined {
    return this.#problem;
  }

  /** Looks again; `undefined` when that fails. */
  async look(): Promise<readonly ObservedConfiguration[] | undefined> {
    try {
      this.#last = await readApi(CONFIGURATIONS_CALL, this.#clock, this.#port.list);
      this.#problem = undefined;
      return this.#last;
    } catch (error) {
      this.#problem = asProblem(error);
      return undefined;
    }
  }
}
