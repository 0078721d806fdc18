import type { X509Certificate } from 'node:crypto';
import { isExpired, isSame, isValidAt, lifeShare } from './certificate-facts.ts';
import { RENEWAL_SHARE } from './renewal.ts';
import type { CertificatePair } from './types.ts';

/** A serving certificate that this replica has made for itself. */
export interface Leaf {
  readonly pair: CertificatePair;
  readonly certificate: X509Certificate;
  readonly issuer: X509Certificate;
  /** From 0 up to 1, by chance: replicas that started together do not renew together. */
  readonly jitter: number;
}

/** Why a serving certificate is made. */
export type LeafReason = 'first' | 'authority-changed' | 'expired' | 'not-yet-valid' | 'due';

/** Part of its life by which a serving certificate is renewed earlier at most. */
const MAX_JITTER_SHARE = 0.1;

/** Why a new serving certificate is needed; `undefined` when the last one will do. */
export function leafReason(
  leaf: Leaf | undefined,
  signing: X509Certificate,
  now: Date,
): LeafReason | undefined {
  if (leaf === undefined) return 'first';
  const { certificate, issuer, jitter } = leaf;
  if (!isSame(issuer, signing)) return 'authority-changed';
  if (isExpired(certificate, now)) return 'expired';
  if (!isValidAt(certificate, now)) return 'not-yet-valid';
  const due = lifeShare(certificate, RENEWAL_SHARE - jitter * MAX_JITTER_SHARE);
  return now.getTime() >= due ? 'due' : undefined;
}
