import type { X509Certificate } from 'node:crypto';
import { isValidAt } from './certificate-facts.ts';
import type { CertificateClock, ObservedConfiguration } from './ports.ts';
import type { ServedCertificate } from './served-certificate.ts';
import { distrusting } from './trust.ts';

/** What would be served instead. */
export interface Candidate {
  /** The serving certificate first. */
  readonly chain: readonly X509Certificate[];
  /** What the caBundles have to have for it. */
  readonly anchor: X509Certificate;
}

/** Says when a certificate may take the place of the one that is served: not before every caBundle trusts it. */
export class SwitchGate {
  readonly #served: ServedCertificate;
  readonly #clock: CertificateClock;
  readonly #settleMs: number;
  #anchor = '';
  #trustedSince: Date | undefined;

  constructor(served: ServedCertificate, clock: CertificateClock, settleMs: number) {
    this.#served = served;
    this.#clock = clock;
    this.#settleMs = settleMs;
  }

  /**
   * How long to wait, in ms; 0 to switch now, `undefined` until the caBundles have changed. What nobody can use any more is
   * replaced at once.
   * @param configurations as last observed; `undefined` when they never were.
   */
  delayOf(
    candidate: Candidate,
    configurations: readonly ObservedConfiguration[] | undefined,
  ): number | undefined {
    const now = this.#clock.now();
    const since = this.#noteTrust(candidate, configurations, now);
    const { chain } = this.#served;
    const [leaf] = chain;
    if (leaf === undefined || !isValidAt(leaf, now)) return 0;
    if (configurations === undefined || since === undefined) return undefined;
    if (distrusting(configurations, chain, now).length > 0) return 0;
    return Math.max(0, since.getTime() + this.#settleMs - now.getTime());
  }

  /** Since when every caBundle has trusted the candidate without a break. */
  #noteTrust(
    { chain, anchor }: Candidate,
    configurations: readonly ObservedConfiguration[] | undefined,
    now: Date,
  ): Date | undefined {
    const isSameAnchor = anchor.fingerprint256 === this.#anchor;
    const isTrusted = configurations !== undefined && distrusting(configurations, chain, now).length === 0;
    const before = this.#trustedSince;
    const isKept = isSameAnchor && before !== undefined && before <= now;
    this.#anchor = anchor.fingerprint256;
    this.#trustedSince = isTrusted ? (isKept ? before : now) : undefined;
    return this.#trustedSince;
  }
}
