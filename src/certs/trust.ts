import type { X509Certificate } from 'node:crypto';
import { certificatesIn, isSame, isValidAt } from './certificate-facts.ts';
import type { ObservedConfiguration } from './ports.ts';

function isSignedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function hasPath(
  certificate: X509Certificate,
  anchors: readonly X509Certificate[],
  intermediates: readonly X509Certificate[],
): boolean {
  if (anchors.some(anchor => isSame(anchor, certificate) || isSignedBy(certificate, anchor))) return true;
  return intermediates.some(
    (intermediate, index) =>
      isSignedBy(certificate, intermediate) &&
      hasPath(intermediate, anchors, intermediates.toSpliced(index, 1)),
  );
}

/** Whether who trusts exactly this caBundle accepts a chain, the serving certificate first, now. */
export function isTrustedBy(caBundle: string, chain: readonly X509Certificate[], now: Date): boolean {
  const [leaf, ...intermediates] = chain;
  if (leaf === undefined || !isValidAt(leaf, now)) return false;
  const isUsable = (certificate: X509Certificate) => isValidAt(certificate, now);
  return hasPath(leaf, certificatesIn(caBundle).filter(isUsable), intermediates.filter(isUsable));
}

/** The webhooks, as `configuration/webhook`, whose caBundle does not trust a chain now. */
export function distrusting(
  configurations: readonly ObservedConfiguration[],
  chain: readonly X509Certificate[],
  now: Date,
): readonly string[] {
  // Most webhooks have the same caBundle.
  const verdicts = new Map<string, boolean>();
  const isTrusted = (caBundle: string): boolean => {
    const verdict = verdicts.get(caBundle) ?? isTrustedBy(caBundle, chain, now);
    verdicts.set(caBundle, verdict);
    return verdict;
  };
  return configurations.flatMap(({ name, webhooks }) =>
    webhooks.filter(({ caBundle }) => !isTrusted(caBundle)).map(webhook => `${name}/${webhook.name}`),
  );
}
