import type { X509Certificate } from 'node:crypto';
import { certificatesIn, isValidAt } from './certificate-facts.ts';
import type { ObservedConfiguration } from './ports.ts';

function isSignedBy(leaf: X509Certificate, authority: X509Certificate): boolean {
  return authority.ca && leaf.checkIssued(authority) && leaf.verify(authority.publicKey);
}

/** Whether who trusts exactly this caBundle accepts the leaf now. */
export function isTrustedBy(caBundle: string, leaf: X509Certificate, now: Date): boolean {
  if (!isValidAt(leaf, now)) return false;
  return certificatesIn(caBundle).some(
    authority => isValidAt(authority, now) && isSignedBy(leaf, authority),
  );
}

/** The webhooks, as `configuration/webhook`, whose caBundle does not trust the leaf. */
export function distrusting(
  configurations: readonly ObservedConfiguration[],
  leaf: X509Certificate,
  now: Date,
): readonly string[] {
  return configurations.flatMap(({ name, webhooks }) =>
    webhooks
      .filter(({ caBundle }) => !isTrustedBy(caBundle, leaf, now))
      .map(webhook => `${name}/${webhook.name}`),
  );
}
