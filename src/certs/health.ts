import type { X509Certificate } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { isValidAt } from './certificate-facts.ts';
import { isInjected } from './mode.ts';
import type { CertMode } from './mode.ts';
import type { CertificateClock, CertificateLog, CertificateMetrics, ObservedConfiguration } from './ports.ts';
import type { ServedCertificate } from './served-certificate.ts';
import { asProblem } from './source.ts';
import { distrusting } from './trust.ts';

/** What is judged. */
export interface Judged {
  readonly mode: CertMode | undefined;
  /** As last observed; `undefined` when they never were. */
  readonly configurations: readonly ObservedConfiguration[] | undefined;
  /** What went wrong in the pass. */
  readonly problems: readonly AppError[];
}

const MANY = 3;

/** What is wrong with the served certificate as such; `undefined` when clients can use it. */
function servingProblem([certificate]: readonly X509Certificate[], now: Date): AppError | undefined {
  if (certificate === undefined) return new AppError('ERR_CERT_NONE', {});
  if (isValidAt(certificate, now)) return undefined;
  return new AppError('ERR_CERT_NOT_VALID', {
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
  });
}

function untrusted(webhooks: readonly string[]): AppError {
  const named = webhooks.slice(0, MANY).join(', ');
  const more = webhooks.length > MANY ? ` and ${webhooks.length - MANY} more` : '';
  return new AppError('ERR_CERT_UNTRUSTED', { webhooks: `${named}${more}` });
}

/** Whether the certificate does its work, and why not. */
export class CertificateHealth {
  readonly #served: ServedCertificate;
  readonly #clock: CertificateClock;
  readonly #metrics: CertificateMetrics;
  readonly #log: CertificateLog;
  #problems: readonly AppError[] = [];
  #obstacle: AppError | undefined;
  #hasBeenTrusted = false;

  constructor(
    served: ServedCertificate,
    clock: CertificateClock,
    metrics: CertificateMetrics,
    log: CertificateLog,
  ) {
    this.#served = served;
    this.#clock = clock;
    this.#metrics = metrics;
    this.#log = log;
  }

  /** All that is wrong, as of the last judgement. */
  get problems(): readonly AppError[] {
    return this.#problems;
  }

  /**
   * Reasons to send no traffic here, one sentence each; none when the certificate is fit to serve. Once every webhook
   * has trusted it, a caBundle that does not is an alarm only: other webhooks may still be served.
   */
  notReady(): readonly string[] {
    const obstacle = servingProblem(this.#served.chain, this.#clock.now()) ?? this.#obstacle;
    if (obstacle === undefined) return [];
    return [...new Set([obstacle, ...this.#problems].map(problem => problem.message))];
  }

  /** Judges what is served: valid, presented to clients, trusted. */
  async judge({ mode, configurations, problems }: Judged): Promise<void> {
    const serving = servingProblem(this.#served.chain, this.#clock.now()) ?? (await this.#handshakeProblem());
    const distrust = mode === 'files' ? undefined : this.#distrust(configurations);
    this.#noteTrust(mode, configurations, serving);
    this.#obstacle = serving ?? (this.#hasBeenTrusted ? undefined : (distrust ?? notObserved()));
    const found = [...problems, serving, distrust].filter(problem => problem !== undefined);
    this.#report(found);
  }

  async #handshakeProblem(): Promise<AppError | undefined> {
    try {
      await this.#served.prove();
      return undefined;
    } catch (error) {
      return asProblem(error);
    }
  }

  #distrust(configurations: readonly ObservedConfiguration[] | undefined): AppError | undefined {
    const webhooks = distrusting(configurations ?? [], this.#served.chain, this.#clock.now());
    this.#metrics.untrustedBy(webhooks.length);
    return webhooks.length === 0 ? undefined : untrusted(webhooks);
  }

  #noteTrust(
    mode: CertMode | undefined,
    configurations: readonly ObservedConfiguration[] | undefined,
    serving: AppError | undefined,
  ): void {
    if (serving !== undefined || mode === undefined) return;
    if (mode === 'files') this.#hasBeenTrusted = true;
    if (configurations === undefined) return;
    const waitedFor = configurations.filter(one => mode === 'cert-manager' || !isInjected(one));
    const { chain } = this.#served;
    if (distrusting(waitedFor, chain, this.#clock.now()).length === 0) this.#hasBeenTrusted = true;
  }

  #report(problems: readonly AppError[]): void {
    const known = new Set(this.#problems.map(problem => problem.message));
    const fresh = problems.filter(problem => !known.has(problem.message));
    for (const { code, message, fix } of fresh) {
      this.#log.warn({ code, reason: message, fix }, 'something is wrong with the certificates');
    }
    if (problems.length === 0 && known.size > 0) this.#log.info({}, 'the certificates are in order again');
    this.#problems = problems;
  }
}

function notObserved(): AppError {
  return untrusted(['our webhook configurations, which could not be read yet']);
}
