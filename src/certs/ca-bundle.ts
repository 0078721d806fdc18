import type { X509Certificate } from 'node:crypto';
import { trustedBy } from './ca-secret.ts';
import type { CaContent } from './ca-secret.ts';
import { certificatesIn, distinct, isExpired, isOurs, isSame, isValidAt } from './certificate-facts.ts';
import type { ObservedConfiguration } from './ports.ts';
import { MAX_AUTHORITIES } from './renewal.ts';
import type { RotationPolicy } from './rotation-policy.ts';

/** The fingerprint decides between equals, so that every replica leaves out the same ones. */
function newestFirst(one: X509Certificate, other: X509Certificate): number {
  const difference = other.validFromDate.getTime() - one.validFromDate.getTime();
  return difference === 0 ? one.fingerprint256.localeCompare(other.fingerprint256) : difference;
}

/** Our unexpired authorities in the caBundle of any webhook, the newest first; certificates of others are passed over. */
export function announcedAuthorities(
  configurations: readonly ObservedConfiguration[],
  now: Date,
): readonly X509Certificate[] {
  const observed = configurations.flatMap(({ webhooks }) =>
    webhooks.flatMap(({ caBundle }) => certificatesIn(caBundle)),
  );
  const ours = observed.filter(
    certificate => certificate.ca && isOurs(certificate) && !isExpired(certificate, now),
  );
  return distinct(ours).toSorted(newestFirst);
}

/** Whether the caBundle of every webhook has a certificate; vacuously so without webhooks. */
export function isAnnouncedBy(
  configurations: readonly ObservedConfiguration[],
  certificate: X509Certificate,
): boolean {
  return configurations.every(({ webhooks }) =>
    webhooks.every(({ caBundle }) => certificatesIn(caBundle).some(other => isSame(certificate, other))),
  );
}

/** Whether serving certificates of authorities that sign no more may still be in use. */
function mayServeOlder({ phase, since }: CaContent, { retireMs }: RotationPolicy, now: Date): boolean {
  if (phase === 'staged') return false;
  return phase === 'retiring' || now.getTime() - since.getTime() < retireMs;
}

/**
 * The certificates that belong into every caBundle, the newest first: those of the Secret and, while certificates they have
 * signed may still be served, our authorities seen elsewhere (`others`). Expired ones are left out, and at most four stay.
 */
export function caBundleOf(
  content: CaContent,
  others: readonly X509Certificate[],
  policy: RotationPolicy,
  now: Date,
): readonly X509Certificate[] {
  const older = mayServeOlder(content, policy, now) ? others.toSorted(newestFirst) : [];
  const all = distinct([...trustedBy(content), ...older]).filter(one => !isExpired(one, now));
  // After the clock was set back there are authorities of the future: they must not push out one in use.
  const [current, future] = [all.filter(one => isValidAt(one, now)), all.filter(one => !isValidAt(one, now))];
  return [...current, ...future].slice(0, MAX_AUTHORITIES).toSorted(newestFirst);
}

/** Whether a caBundle has exactly these certificates, in whatever order and with whatever junk between them. */
export function isSameSet(caBundle: string, certificates: readonly X509Certificate[]): boolean {
  const found = certificatesIn(caBundle);
  return (
    found.length === certificates.length &&
    certificates.every(certificate => found.some(other => isSame(certificate, other)))
  );
}

/** The configurations in which the caBundle of some webhook is not exactly this one. */
export function differingFrom(
  configurations: readonly ObservedConfiguration[],
  certificates: readonly X509Certificate[],
): readonly ObservedConfiguration[] {
  return configurations.filter(({ webhooks }) =>
    webhooks.some(({ caBundle }) => !isSameSet(caBundle, certificates)),
  );
}
