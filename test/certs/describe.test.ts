import { describe, expect, test } from 'vitest';
import type { CaContent } from '../../src/certs/ca-secret.ts';
import { describeCertificates } from '../../src/certs/describe.ts';
import { issueServingCertificate } from '../../src/certs/issue.ts';
import type { ObservedConfiguration, StoredSecret } from '../../src/certs/ports.ts';
import { HOST_NAME, POLICY } from './support/replica.ts';
import { after, newAuthority, storedSecret } from './support/secrets.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const [CURRENT, OTHER] = await Promise.all([newAuthority(NOW), newAuthority(NOW)]);
const CURRENT_PEM = CURRENT.pair.certificatePem;
const OTHER_PEM = OTHER.pair.certificatePem;
const ACTIVE: CaContent = { signing: CURRENT, previous: [], phase: 'active', since: NOW };
const STAGED: CaContent = { ...ACTIVE, next: OTHER, phase: 'staged' };
const RETIRING: CaContent = { ...ACTIVE, previous: [OTHER.certificate], phase: 'retiring' };

function configuration(...bundles: readonly string[]): ObservedConfiguration {
  return {
    kind: 'MutatingWebhookConfiguration',
    name: 'zz-stowage',
    resourceVersion: '1',
    annotations: {},
    webhooks: bundles.map((caBundle, index) => ({ name: `w${index}`, caBundle })),
  };
}

function describeSelf(secret: StoredSecret | undefined, days = 0, ...bundles: readonly string[]) {
  const configurations = [configuration(...bundles)];
  return describeCertificates({
    mode: 'self',
    secret,
    configurations,
    policy: POLICY,
    now: after(NOW, days),
  });
}

describe('a self-issued authority', () => {
  test('that every webhook trusts is healthy', () => {
    expect(describeSelf(storedSecret(ACTIVE), 1, CURRENT_PEM, OTHER_PEM + CURRENT_PEM)).toEqual({
      mode: 'self',
      state: 'active',
      since: NOW,
      certificates: [
        {
          role: 'signing',
          serialNumber: CURRENT.certificate.serialNumber,
          notBefore: new Date('2026-11-20T11:00:00Z'),
          notAfter: new Date('2027-11-20T12:00:00Z'),
        },
      ],
      webhooks: [
        { configuration: 'zz-stowage', webhook: 'w0', caBundle: 'trusts', certificates: 1 },
        { configuration: 'zz-stowage', webhook: 'w1', caBundle: 'trusts', certificates: 2 },
      ],
      next: { step: 'stage', notBefore: new Date('2027-07-21T20:00:00Z') },
      isHealthy: true,
    });
  });

  test.each<[string, CaContent, readonly string[], object]>([
    [
      'is announced with the next one',
      STAGED,
      ['signing', 'next'],
      { step: 'promote', notBefore: after(NOW, 1) },
    ],
    [
      'is kept beside the one before',
      RETIRING,
      ['signing', 'previous'],
      { step: 'retire', notBefore: after(NOW, 7 + 1 / 24) },
    ],
  ])('%s', (_name, content, roles, next) => {
    const description = describeSelf(storedSecret(content), 0, CURRENT_PEM);
    expect(description.certificates.map(({ role }) => role)).toEqual(roles);
    expect(description).toMatchObject({ state: content.phase, next, isHealthy: true });
  });

  test.each<[string, StoredSecret | undefined, number, object]>([
    ['there is none', undefined, 0, { state: 'absent' }],
    ['it is foreign', storedSecret(ACTIVE, { labels: {} }), 0, { state: 'foreign' }],
    [
      'it is corrupt',
      storedSecret(ACTIVE, { data: {} }),
      0,
      { state: 'corrupt', defect: 'certificate-missing' },
    ],
    ['it is expired', storedSecret(ACTIVE), 365, { state: 'expired' }],
  ])('is not healthy when %s', (_name, secret, days, expected) => {
    expect(describeSelf(secret, days, CURRENT_PEM)).toMatchObject({ ...expected, isHealthy: false });
  });

  test.each([
    ['lacks it', OTHER_PEM, 'does not trust'],
    ['is empty', '', 'empty'],
    ['is junk', 'junk', 'empty'],
  ])('is not healthy when a caBundle %s', (_name, caBundle, verdict) => {
    const description = describeSelf(storedSecret(ACTIVE), 0, CURRENT_PEM, caBundle);
    expect(description.webhooks.map(webhook => webhook.caBundle)).toEqual(['trusts', verdict]);
    expect(description.isHealthy).toBe(false);
  });
});

describe('a certificate of cert-manager', () => {
  async function describeServing(days: number, caBundle = CURRENT_PEM) {
    const leaf = await issueServingCertificate({
      ca: CURRENT.pair,
      dnsNames: [HOST_NAME],
      now: NOW,
      days: 90,
    });
    const data = { 'tls.crt': leaf.certificatePem, 'tls.key': leaf.privateKeyPem };
    const secret = storedSecret(ACTIVE, { data, labels: {} });
    const configurations = [configuration(caBundle)];
    const now = after(NOW, days);
    return describeCertificates({ mode: 'cert-manager', secret, configurations, policy: POLICY, now });
  }

  test('that every webhook trusts is healthy', async () => {
    expect(await describeServing(0)).toMatchObject({
      mode: 'cert-manager',
      state: 'active',
      certificates: [{ role: 'serving', notAfter: after(NOW, 90) }],
      isHealthy: true,
    });
  });

  test.each([
    ['it has ended', 91, CURRENT_PEM, 'expired'],
    ['it has not begun', -1, CURRENT_PEM, 'not-yet-valid'],
    ['a caBundle does not trust it', 0, OTHER_PEM, 'active'],
  ])('is not healthy when %s', async (_name, days, caBundle, state) => {
    expect(await describeServing(days, caBundle)).toMatchObject({ state, isHealthy: false });
  });

  test.each<[string, StoredSecret | undefined, string]>([
    ['there is none', undefined, 'absent'],
    ['its Secret is empty', storedSecret(ACTIVE, { data: {} }), 'corrupt'],
  ])('is not healthy when %s', (_name, secret, state) => {
    const configurations = [configuration(CURRENT_PEM)];
    const situation = { mode: 'cert-manager', secret, configurations, policy: POLICY, now: NOW } as const;
    expect(describeCertificates(situation)).toMatchObject({ state, certificates: [], isHealthy: false });
  });
});
