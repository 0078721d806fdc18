import { X509Certificate } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { isValidAt } from './certificate-facts.ts';
import type { CertificateClock, CertificateMetrics, ServingPort } from './ports.ts';
import type { CertificatePair } from './types.ts';

interface Serving {
  readonly pair: CertificatePair;
  readonly certificate: X509Certificate;
}

function handshakeFailed(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError('ERR_CERT_HANDSHAKE_FAILED', { reason }, { cause });
}

/** The certificate that the server presents: a new one is put to the proof, and taken back when it fails. */
export class ServedCertificate {
  readonly #port: ServingPort;
  readonly #clock: CertificateClock;
  readonly #metrics: CertificateMetrics;
  #current: Serving | undefined;

  constructor(port: ServingPort, clock: CertificateClock, metrics: CertificateMetrics) {
    this.#port = port;
    this.#clock = clock;
    this.#metrics = metrics;
  }

  /** What is served; `undefined` before the first one. */
  get certificate(): X509Certificate | undefined {
    return this.#current?.certificate;
  }

  /** The pair that is served; `undefined` before the first one. */
  get pair(): CertificatePair | undefined {
    return this.#current?.pair;
  }

  /**
   * Serves another pair.
   * @throws AppError when it cannot be served or no handshake succeeds with it; the one before it, if still valid, is served again.
   */
  async swap(pair: CertificatePair, reason: string): Promise<void> {
    const before = this.#current;
    try {
      this.#port.setCertificate(pair);
      this.#current = { pair, certificate: new X509Certificate(pair.certificatePem) };
      await this.prove();
    } catch (error) {
      this.#metrics.rejected();
      this.#takeBack(before);
      throw error;
    }
    this.#metrics.renewed('serving', reason);
    this.#metrics.expires('serving', this.#current.certificate.validToDate);
  }

  /**
   * Proves by a handshake that clients are presented what is thought to be served.
   * @throws AppError when they are not.
   */
  async prove(): Promise<void> {
    if (this.#current === undefined) return;
    try {
      await this.#port.handshake(this.#current.pair);
    } catch (error) {
      throw handshakeFailed(error);
    }
  }

  #takeBack(before: Serving | undefined): void {
    if (before === undefined || !isValidAt(before.certificate, this.#clock.now())) return;
    this.#port.setCertificate(before.pair);
    this.#current = before;
  }
}
