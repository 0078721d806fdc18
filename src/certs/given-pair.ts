import type { X509Certificate } from 'node:crypto';
import { certificatesIn } from './certificate-facts.ts';
import { checkPair } from './check-pair.ts';
import type { CertificateClock, CertificateMetrics } from './ports.ts';
import type { CertificatePair } from './types.ts';

/** A pair that has passed the checks. */
export interface CheckedPair {
  readonly pair: CertificatePair;
  readonly certificate: X509Certificate;
  /** The certificate, then its intermediates. */
  readonly chain: readonly X509Certificate[];
}

function isEqual(one: CertificatePair, other: CertificatePair): boolean {
  return one.certificatePem === other.certificatePem && one.privateKeyPem === other.privateKeyPem;
}

/** The last good one of the pairs that somebody else gives us. */
export class GivenPair {
  readonly #hostName: string;
  readonly #clock: CertificateClock;
  readonly #metrics: CertificateMetrics;
  #good: CheckedPair | undefined;
  #lastRejected: CertificatePair | undefined;

  constructor(hostName: string, clock: CertificateClock, metrics: CertificateMetrics) {
    this.#hostName = hostName;
    this.#clock = clock;
    this.#metrics = metrics;
  }

  /** The last pair that passed; `undefined` when none has. */
  get good(): CheckedPair | undefined {
    return this.#good;
  }

  /**
   * Takes a pair that was read; the same one again changes nothing.
   * @throws AppError when it cannot be served; the last good one stays. It is counted once, however often it is read.
   */
  take(pair: CertificatePair): void {
    if (this.#good !== undefined && isEqual(this.#good.pair, pair)) return;
    try {
      const certificate = checkPair(pair, this.#hostName, this.#clock.now());
      this.#good = { pair, certificate, chain: certificatesIn(pair.certificatePem) };
    } catch (error) {
      if (this.#lastRejected === undefined || !isEqual(this.#lastRejected, pair)) this.#metrics.rejected();
      this.#lastRejected = pair;
      throw error;
    }
  }
}
