import { describe, expect, test } from 'vitest';
import { certificatesIn } from '../../src/certs/certificate-facts.ts';
import { issueServingCertificate } from '../../src/certs/issue.ts';
import { distrusting, isTrustedBy } from '../../src/certs/trust.ts';
import { FOREIGN_CA, FOREIGN_INTERMEDIATE, FOREIGN_LEAF, NAMESAKE_CA } from './support/foreign-ca.ts';
import { DNS_NAMES } from './support/replica.ts';
import { after, newAuthority } from './support/secrets.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const [OURS, OTHER] = await Promise.all([newAuthority(NOW), newAuthority(NOW)]);
const LEAF = await issueServingCertificate({ ca: OURS.pair, dnsNames: DNS_NAMES, now: NOW, days: 7 });
const OURS_PEM = OURS.pair.certificatePem;
const OTHER_PEM = OTHER.pair.certificatePem;

describe('a caBundle', () => {
  test.each<[string, string, string, number, boolean]>([
    ['trusts a leaf of its authority', OURS_PEM, LEAF.certificatePem, 0, true],
    [
      'trusts it among others and junk',
      `${OTHER_PEM}junk${FOREIGN_CA}${OURS_PEM}`,
      LEAF.certificatePem,
      0,
      true,
    ],
    ['does not trust the leaf of an authority with the same name', OTHER_PEM, LEAF.certificatePem, 0, false],
    ['does not trust a leaf by the name of its issuer alone', NAMESAKE_CA, LEAF.certificatePem, 0, false],
    ['trusts nothing when it is empty', '', LEAF.certificatePem, 0, false],
    ['trusts nothing when it is junk', 'junk', LEAF.certificatePem, 0, false],
    ['does not trust a leaf that has ended', OURS_PEM, LEAF.certificatePem, 7, false],
    ['does not trust a leaf that has not begun', OURS_PEM, LEAF.certificatePem, -1, false],
    ['trusts a leaf that it has itself', LEAF.certificatePem, LEAF.certificatePem, 0, true],
    ['trusts a chain', FOREIGN_CA, FOREIGN_LEAF + FOREIGN_INTERMEDIATE, 0, true],
    ['trusts by an intermediate that it has itself', FOREIGN_INTERMEDIATE, FOREIGN_LEAF, 0, true],
    ['does not trust a chain with a gap', FOREIGN_CA, FOREIGN_LEAF, 0, false],
    ['does not trust a chain that ends elsewhere', OURS_PEM, FOREIGN_LEAF + FOREIGN_INTERMEDIATE, 0, false],
    [
      'does not trust an authority because it is in the chain',
      '',
      FOREIGN_LEAF + FOREIGN_INTERMEDIATE + FOREIGN_CA,
      0,
      false,
    ],
    ['trusts no chain without certificates', OURS_PEM, '', 0, false],
  ])('%s', (_name, caBundle, chain, days, expected) => {
    expect(isTrustedBy(caBundle, certificatesIn(chain), after(NOW, days))).toBe(expected);
  });
});

test('those webhooks are named that do not trust a chain', () => {
  const webhooks = [
    { name: 'good', caBundle: OURS_PEM },
    { name: 'bad', caBundle: OTHER_PEM },
    { name: 'empty', caBundle: '' },
  ];
  const configuration = {
    kind: 'MutatingWebhookConfiguration',
    name: 'stowage',
    resourceVersion: '1',
    annotations: {},
    webhooks,
  } as const;
  expect(distrusting([configuration], certificatesIn(LEAF.certificatePem), NOW)).toEqual([
    'stowage/bad',
    'stowage/empty',
  ]);
});
