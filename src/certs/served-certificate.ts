import type { X509Certificate } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { certificatesIn, isValidAt } from './certificate-facts.ts';
import type { CertificateClock, CertificateMetrics, ServingPort } from './ports.ts';
import type { CertificatePair } from './types.ts';

interface Served {
  readonly pair: CertificatePair;
  readonly chain: readonly X509Certificate[];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The certificate that the server presents: a new one is put to the proof, and taken back when it fails. */
export class ServedCertificate {
  readonly #port: ServingPort;
  readonly #clock: CertificateClock;
  readonly #metrics: CertificateMetrics;
  #current: Served | undefined;

  constructor(port: ServingPort, clock: CertificateClock, metrics: CertificateMetrics) {
    this.#port = port;
    this.#clock = clock;
    this.#metrics = metrics;
  }

  /** The serving certificate, then its intermediates; empty before the first one. */
  get chain(): readonly X509Certificate[] {
    return this.#current?.chain ?? [];
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
      this.#set(pair);
      await this.prove();
    } catch (error) {
      this.#metrics.rejected();
      this.#takeBack(before);
      throw error;
    }
    this.#metrics.renewed('serving', reason);
    const [certificate] = this.chain;
    if (certificate !== undefined) this.#metrics.expires('serving', certificate.validToDate);
  }

  /**
   * Proves by a handshake that clients are presented what is thought to be served.
   * @throws AppError when they are not.
   */
  async prove(): Promise<void> {
    if (this.#current === undefined) return;
    try {
      await this.#port.handshake(this.#current.pair);
    } catch (cause) {
      throw new AppError('ERR_CERT_HANDSHAKE_FAILED', { reason: reasonOf(cause) }, { cause });
    }
  }

  #set(pair: CertificatePair): void {
    try {
      this.#port.setCertificate(pair);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('ERR_CERT_PAIR_UNUSABLE', { reason: reasonOf(cause) }, { cause });
    }
    this.#current = { pair, chain: certificatesIn(pair.certificatePem) };
  }

  #takeBack(before: Served | undefined): void {
    const certificate = before?.chain[0];
    if (before === undefined || certificate === undefined) return;
    if (!isValidAt(certificate, this.#clock.now())) return;
    this.#set(before.pair);
  }
}
