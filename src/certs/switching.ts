import type { X509Certificate } from 'node:crypto';
import { isValidAt } from './certificate-facts.ts';
import type { ObservedConfiguration } from './ports.ts';
import { distrusting } from './trust.ts';

/** What the moment of a switch hangs on. */
export interface SwitchSituation {
  readonly candidate: X509Certificate;
  readonly served: X509Certificate | undefined;
  /** As last observed; `undefined` when they never were. */
  readonly configurations: readonly ObservedConfiguration[] | undefined;
  /** Since when every one of them has been seen to trust the candidate. */
  readonly trustedSince: Date | undefined;
  readonly settleMs: number;
  readonly now: Date;
}

/** How long to wait before the candidate is served, in ms: 0 to switch now, `undefined` while it is not trusted everywhere. */
export function switchDelay(situation: SwitchSituation): number | undefined {
  const { served, configurations, trustedSince, settleMs, now } = situation;
  if (served === undefined || !isValidAt(served, now)) return 0;
  if (configurations === undefined || trustedSince === undefined) return undefined;
  if (distrusting(configurations, served, now).length > 0) return 0;
  return Math.max(0, trustedSince.getTime() + settleMs - now.getTime());
}

/** Remembers since when a certificate has been trusted everywhere. */
export class TrustedSince {
  #certificate = '';
  #since: Date | undefined;

  /** Takes notice of whether the certificate is trusted now, and says since when it has been without a break. */
  note(certificate: X509Certificate, isTrusted: boolean, now: Date): Date | undefined {
    if (certificate.fingerprint256 !== this.#certificate) this.#since = undefined;
    this.#certificate = certificate.fingerprint256;
    const isBefore = this.#since !== undefined && this.#since <= now;
    this.#since = isTrusted ? (isBefore ? this.#since : now) : undefined;
    return this.#since;
  }
}
