import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { caSecretOf, readCaSecret, trustedBy } from '../../src/certs/ca-secret.ts';
import type { CaContent } from '../../src/certs/ca-secret.ts';
import { issueServingCertificate } from '../../src/certs/issue.ts';
import type { SecretContent } from '../../src/certs/ports.ts';
import { DNS_NAMES } from './support/replica.ts';
import { newAuthority, storedSecret } from './support/secrets.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const [CURRENT, NEXT, OLD] = await Promise.all([newAuthority(NOW), newAuthority(NOW), newAuthority(NOW)]);
const LEAF = await issueServingCertificate({ ca: CURRENT.pair, dnsNames: DNS_NAMES, now: NOW, days: 7 });
const ACTIVE: CaContent = { signing: CURRENT, previous: [], phase: 'active', since: NOW };
const STAGED: CaContent = { ...ACTIVE, next: NEXT, phase: 'staged' };
const RETIRING: CaContent = { ...ACTIVE, previous: [OLD.certificate], phase: 'retiring' };

const RSA_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

function fingerprints(content: CaContent): readonly string[] {
  return trustedBy(content).map(({ fingerprint256 }) => fingerprint256);
}

describe('what is written is read again', () => {
  test.each([
    ['active', ACTIVE],
    ['staged', STAGED],
    ['retiring', RETIRING],
  ])('%s', (phase, content) => {
    const found = readCaSecret(storedSecret(content), NOW);
    expect(found).toMatchObject({ kind: 'readable', isOrderly: true, content: { phase, since: NOW } });
    expect(found.kind === 'readable' && fingerprints(found.content)).toEqual(fingerprints(content));
  });

  test('with the signing authority first in ca.crt and as tls.crt', () => {
    const { data, type, labels } = storedSecret(STAGED);
    expect(type).toBe('kubernetes.io/tls');
    expect(labels).toEqual({ 'app.kubernetes.io/managed-by': 'stowage' });
    expect(data['tls.crt']).toBe(CURRENT.pair.certificatePem);
    expect(data['ca.crt']).toBe(CURRENT.pair.certificatePem + NEXT.pair.certificatePem);
    expect(Object.keys(data).sort()).toEqual(['ca.crt', 'next.crt', 'next.key', 'tls.crt', 'tls.key']);
  });

  test('and labels and annotations of others stay', () => {
    const stored = storedSecret(ACTIVE, { labels: { team: 'storage' }, annotations: { note: 'kept' } });
    const written = caSecretOf('name', STAGED, stored);
    expect(written.labels).toMatchObject({ team: 'storage' });
    expect(written.annotations).toMatchObject({ note: 'kept', 'stowage.dev/ca-phase': 'staged' });
  });
});

test('no Secret is absent', () => {
  expect(readCaSecret(undefined, NOW)).toEqual({ kind: 'absent' });
});

test.each([
  ['no labels', {}],
  ['the label of another', { 'app.kubernetes.io/managed-by': 'Helm' }],
])('a Secret with %s is foreign, however much it looks like ours', (_name, labels) => {
  expect(readCaSecret(storedSecret(ACTIVE, { labels }), NOW)).toEqual({ kind: 'foreign' });
});

const MEBIBYTE = 1_048_576;

describe('a corrupt Secret', () => {
  test.each<[string, Partial<SecretContent['data']>, string]>([
    [
      'no data at all',
      { 'tls.crt': undefined, 'tls.key': undefined, 'ca.crt': undefined },
      'certificate-missing',
    ],
    ['empty values', { 'tls.crt': '', 'tls.key': '' }, 'certificate-missing'],
    ['text that is no PEM', { 'tls.crt': 'Zm9v\u0000\uFFFD' }, 'certificate-unreadable'],
    ['a cut certificate', { 'tls.crt': CURRENT.pair.certificatePem.slice(0, 200) }, 'certificate-unreadable'],
    [
      'two certificates',
      { 'tls.crt': CURRENT.pair.certificatePem + NEXT.pair.certificatePem },
      'certificate-unreadable',
    ],
    ['a certificate that is no authority', { 'tls.crt': LEAF.certificatePem }, 'not-an-authority'],
    ['no key', { 'tls.key': '' }, 'key-missing'],
    ['a key that is no PEM', { 'tls.key': 'x' }, 'key-unreadable'],
    ['a key that is cut', { 'tls.key': CURRENT.pair.privateKeyPem.slice(0, 60) }, 'key-unreadable'],
    ['the key of another', { 'tls.key': NEXT.pair.privateKeyPem }, 'key-mismatch'],
    ['two keys', { 'tls.key': CURRENT.pair.privateKeyPem + NEXT.pair.privateKeyPem }, 'key-unreadable'],
    ['an RSA key', { 'tls.key': RSA_KEY }, 'key-not-ecdsa'],
    [
      '1 MiB of junk',
      { 'tls.crt': 'x'.repeat(MEBIBYTE), 'tls.key': 'x'.repeat(MEBIBYTE) },
      'certificate-unreadable',
    ],
    [
      '1 MiB of PEM markers',
      { 'tls.crt': '-----BEGIN CERTIFICATE-----\n'.repeat(MEBIBYTE / 28) },
      'certificate-unreadable',
    ],
  ])('has %s', (_name, change, defect) => {
    const { data } = storedSecret(ACTIVE);
    const merged = Object.entries({ ...data, ...change }).filter(entry => entry[1] !== undefined);
    const secret = storedSecret(ACTIVE, { data: Object.fromEntries(merged) as Record<string, string> });
    expect(readCaSecret(secret, NOW)).toEqual({ kind: 'corrupt', defect });
  });

  test('has another type, which is immutable', () => {
    expect(readCaSecret(storedSecret(ACTIVE, { type: 'Opaque' }), NOW)).toEqual({
      kind: 'corrupt',
      defect: 'wrong-type',
    });
  });
});

describe('a Secret that can be used but not as it is', () => {
  test.each<[string, CaContent, (secret: SecretContent) => Partial<SecretContent>]>([
    ['junk in ca.crt', ACTIVE, ({ data }) => ({ data: { ...data, 'ca.crt': 'junk' } })],
    [
      'no ca.crt',
      ACTIVE,
      ({ data }) => ({ data: { 'tls.crt': data['tls.crt'] ?? '', 'tls.key': data['tls.key'] ?? '' } }),
    ],
    [
      'ca.crt without the next one',
      STAGED,
      ({ data }) => ({ data: { ...data, 'ca.crt': data['tls.crt'] ?? '' } }),
    ],
    ['no annotations', ACTIVE, () => ({ annotations: {} })],
    [
      'an unknown phase',
      ACTIVE,
      ({ annotations }) => ({ annotations: { ...annotations, 'stowage.dev/ca-phase': 'x' } }),
    ],
    [
      'a phase that does not fit the data',
      STAGED,
      ({ annotations }) => ({ annotations: { ...annotations, 'stowage.dev/ca-phase': 'active' } }),
    ],
    [
      'an unreadable time',
      ACTIVE,
      ({ annotations }) => ({ annotations: { ...annotations, 'stowage.dev/ca-phase-since': 'yesterday' } }),
    ],
  ])('has %s', (_name, content, change) => {
    const secret = storedSecret(content);
    const found = readCaSecret({ ...secret, ...change(secret) }, NOW);
    expect(found).toMatchObject({
      kind: 'readable',
      isOrderly: false,
      content: { phase: content.phase, since: NOW },
    });
  });

  test('has a next authority that cannot sign', () => {
    const secret = storedSecret(STAGED);
    const data = { ...secret.data, 'next.key': CURRENT.pair.privateKeyPem };
    expect(readCaSecret({ ...secret, data }, NOW)).toMatchObject({
      kind: 'readable',
      content: { phase: 'staged', next: 'key-mismatch' },
    });
  });
});
