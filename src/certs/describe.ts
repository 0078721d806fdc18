import type { X509Certificate } from 'node:crypto';
import { readCaSecret } from './ca-secret.ts';
import type { CaContent, CaSecret } from './ca-secret.ts';
import { certificatesIn, isSame, isValidAt, lifeShare } from './certificate-facts.ts';
import type { ObservedConfiguration, StoredSecret } from './ports.ts';
import { RENEWAL_SHARE, caStateOf } from './renewal.ts';
import type { CaState } from './renewal.ts';
import type { RotationPolicy } from './rotation-policy.ts';
import { isTrustedBy } from './trust.ts';

/** What is described. */
export interface CertificateSituation {
  readonly mode: 'self' | 'cert-manager';
  /** That of the self-issued authority, or the one that cert-manager writes. */
  readonly secret: StoredSecret | undefined;
  readonly configurations: readonly ObservedConfiguration[];
  readonly policy: RotationPolicy;
  readonly now: Date;
}

/** A certificate in a Secret: an authority of ours, or what cert-manager has made to be served. */
interface DescribedCertificate {
  readonly role: 'signing' | 'next' | 'previous' | 'serving';
  /** Upper-case hexadecimal. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Whether a webhook trusts what is served. */
interface DescribedWebhook {
  readonly configuration: string;
  readonly webhook: string;
  readonly caBundle: 'trusts' | 'does not trust' | 'empty';
  /** How many certificates its caBundle has. */
  readonly certificates: number;
}

/** What happens next by itself, and when at the earliest. */
export interface NextStep {
  readonly step: 'stage' | 'promote' | 'retire';
  readonly notBefore: Date;
}

/** Where the serving certificate comes from and who trusts it. */
export interface CertificateDescription {
  readonly mode: CertificateSituation['mode'];
  /** Of the Secret of the mode; cert-manager's is either `active` or not there. */
  readonly state: CaState;
  /** What is wrong with the Secret, as a word. */
  readonly defect?: string;
  /** Since when it is in its state; of a self-issued authority. */
  readonly since?: Date;
  readonly certificates: readonly DescribedCertificate[];
  readonly webhooks: readonly DescribedWebhook[];
  readonly next?: NextStep;
  /** Whether there is what can be served, and every webhook trusts it. */
  readonly isHealthy: boolean;
}

const HEALTHY: ReadonlySet<CaState> = new Set(['active', 'staged', 'retiring']);

function describe(role: DescribedCertificate['role'], certificate: X509Certificate): DescribedCertificate {
  const { serialNumber, validFromDate, validToDate } = certificate;
  return { role, serialNumber, notBefore: validFromDate, notAfter: validToDate };
}

function authoritiesOf({ signing, next, previous }: CaContent): readonly DescribedCertificate[] {
  return [
    describe('signing', signing.certificate),
    ...(typeof next === 'object' ? [describe('next', next.certificate)] : []),
    ...previous.map(certificate => describe('previous', certificate)),
  ];
}

function webhooksOf(
  configurations: readonly ObservedConfiguration[],
  isTrusted: (caBundle: string) => boolean,
): readonly DescribedWebhook[] {
  return configurations.flatMap(configuration =>
    configuration.webhooks.map(({ name, caBundle }) => {
      const certificates = certificatesIn(caBundle).length;
      const verdict = isTrusted(caBundle) ? 'trusts' : 'does not trust';
      return {
        configuration: configuration.name,
        webhook: name,
        caBundle: certificates === 0 ? 'empty' : verdict,
        certificates,
      };
    }),
  );
}

function nextStepOf({ signing, phase, since }: CaContent, policy: RotationPolicy): NextStep {
  const after = (milliseconds: number) => new Date(since.getTime() + milliseconds);
  if (phase === 'staged') return { step: 'promote', notBefore: after(policy.overlapMs) };
  if (phase === 'retiring') return { step: 'retire', notBefore: after(policy.retireMs) };
  const due = Math.max(lifeShare(signing.certificate, RENEWAL_SHARE), after(policy.retireMs).getTime());
  return { step: 'stage', notBefore: new Date(due) };
}

function withHealth(description: Omit<CertificateDescription, 'isHealthy'>): CertificateDescription {
  const { state, webhooks } = description;
  const isHealthy = HEALTHY.has(state) && webhooks.every(({ caBundle }) => caBundle === 'trusts');
  return { ...description, isHealthy };
}

function describeUnreadable(found: CaSecret, situation: CertificateSituation): CertificateDescription {
  return withHealth({
    mode: 'self',
    state: caStateOf(found, situation.now),
    ...(found.kind === 'corrupt' && { defect: found.defect }),
    certificates: [],
    webhooks: webhooksOf(situation.configurations, () => false),
  });
}

function describeSelf(situation: CertificateSituation): CertificateDescription {
  const { secret, configurations, policy, now } = situation;
  const found = readCaSecret(secret, now);
  if (found.kind !== 'readable') return describeUnreadable(found, situation);
  const { content } = found;
  const isTrusted = (caBundle: string) =>
    certificatesIn(caBundle).some(one => isSame(one, content.signing.certificate));
  return withHealth({
    mode: 'self',
    state: caStateOf(found, now),
    since: content.since,
    certificates: authoritiesOf(content),
    webhooks: webhooksOf(configurations, isTrusted),
    next: nextStepOf(content, policy),
  });
}

function stateOfServing(certificate: X509Certificate | undefined, now: Date): CaState {
  if (certificate === undefined) return 'corrupt';
  if (isValidAt(certificate, now)) return 'active';
  return certificate.validFromDate > now ? 'not-yet-valid' : 'expired';
}

function describeCertManager({ secret, configurations, now }: CertificateSituation): CertificateDescription {
  const chain = certificatesIn(secret?.data['tls.crt'] ?? '');
  const [serving] = chain;
  return withHealth({
    mode: 'cert-manager',
    state: secret === undefined ? 'absent' : stateOfServing(serving, now),
    certificates: serving === undefined ? [] : [describe('serving', serving)],
    webhooks: webhooksOf(configurations, caBundle => isTrustedBy(caBundle, chain, now)),
  });
}

/** Describes the certificates of an installation from what the API server holds. */
export function describeCertificates(situation: CertificateSituation): CertificateDescription {
  return situation.mode === 'self' ? describeSelf(situation) : describeCertManager(situation);
}
