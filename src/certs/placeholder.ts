import { issueCertificateAuthority, issueServingCertificate } from './issue.ts';
import type { CertificatePair } from './types.ts';

const DAYS = 1;

/**
 * A pair that nobody trusts, for a server that has to answer probes before it has a certificate; its authority is thrown
 * away.
 */
export async function issuePlaceholder(dnsNames: readonly string[], now: Date): Promise<CertificatePair> {
  const ca = await issueCertificateAuthority({ now, days: DAYS });
  return await issueServingCertificate({ ca, dnsNames, now, days: DAYS });
}
