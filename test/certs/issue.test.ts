import { X509Certificate, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { issueCertificateAuthority, issueServingCertificate } from '../../src/certs/issue.ts';
import { serviceDnsNames } from '../../src/certs/service-dns-names.ts';
import type { CertificatePair } from '../../src/certs/types.ts';
import { HAS_OPENSSL, opensslVerify } from '../support/openssl.ts';

const NOW = new Date('2026-11-20T12:00:00.500Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NAMES = serviceDnsNames('stowage-webhook', 'stowage-system', 'cluster.local');
const LONGEST = serviceDnsNames('s'.repeat(63), 'n'.repeat(63), 'cluster.local');

async function issueChain({ now = NOW, caDays = 365, days = 7, dnsNames = NAMES } = {}) {
  const ca = await issueCertificateAuthority({ now, days: caDays });
  const leaf = await issueServingCertificate({ ca, dnsNames, now, days });
  return { ca, leaf };
}

function parse({ certificatePem }: CertificatePair): X509Certificate {
  return new X509Certificate(certificatePem);
}

function laterBy(milliseconds: number): Date {
  return new Date(NOW.getTime() + milliseconds);
}

describe('the certificate authority', () => {
  test('is a self-signed one by ECDSA P-256 under our name', async () => {
    const ca = await issueCertificateAuthority({ now: NOW, days: 365 });
    const certificate = parse(ca);
    expect(certificate).toMatchObject({
      ca: true,
      subject: 'CN=stowage-webhook-ca',
      issuer: 'CN=stowage-webhook-ca',
    });
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(certificate.checkPrivateKey(createPrivateKey(ca.privateKeyPem))).toBe(true);
    expect(ca.privateKeyPem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  });

  test('lives from an hour before until the days are over, in whole seconds', async () => {
    const ca = await issueCertificateAuthority({ now: NOW, days: 365 });
    expect(ca).toMatchObject({
      notBefore: new Date('2026-11-20T11:00:00Z'),
      notAfter: new Date('2027-11-20T12:00:00Z'),
    });
    expect(new Date(parse(ca).validFrom)).toEqual(ca.notBefore);
    expect(new Date(parse(ca).validTo)).toEqual(ca.notAfter);
  });
});

describe('the serving certificate', () => {
  test('is signed by the authority, for its names and nothing else', async () => {
    const { ca, leaf } = await issueChain();
    const certificate = parse(leaf);
    expect(certificate.checkIssued(parse(ca))).toBe(true);
    expect(certificate.verify(parse(ca).publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(leaf.privateKeyPem))).toBe(true);
    expect(certificate).toMatchObject({
      ca: false,
      subject: undefined,
      subjectAltName: NAMES.map(name => `DNS:${name}`).join(', '),
      keyUsage: ['1.3.6.1.5.5.7.3.1'],
    });
    expect(certificate.checkHost('stowage-webhook.stowage-system.svc')).toBe(
      'stowage-webhook.stowage-system.svc',
    );
    expect(certificate.checkHost('stowage-webhook.other.svc')).toBeUndefined();
  });

  test.each([
    ['its own days', { days: 7, caDays: 365 }, 7 * DAY],
    ["its authority's end, when that is sooner", { days: 7, caDays: 3 }, 3 * DAY],
    ['fractions of a day', { days: 1 / 24, caDays: 1 }, HOUR],
  ])('ends after %s', async (_name, options, duration) => {
    const { leaf } = await issueChain(options);
    expect(leaf.notAfter).toEqual(new Date(Math.floor((NOW.getTime() + duration) / 1000) * 1000));
  });

  test('takes the longest names that Kubernetes allows', async () => {
    const { leaf } = await issueChain({ dnsNames: LONGEST });
    expect(LONGEST.map(name => parse(leaf).checkHost(name))).toEqual(LONGEST);
  });

  test('names its authority as the issuer', async () => {
    const { ca, leaf } = await issueChain();
    expect(parse(leaf).issuer).toBe(parse(ca).subject);
  });

  test.each(['', 'ümlaut.svc'])('is not issued for the name "%s"', async name => {
    await expect(issueChain({ dnsNames: [name] })).rejects.toMatchObject({ code: 'ERR_CERT_NAME_INVALID' });
  });
});

describe('an authority that cannot sign is refused', () => {
  const days = 7;
  const dnsNames = NAMES;

  test.each<[string, (pair: CertificatePair, other: CertificatePair) => CertificatePair]>([
    ['no PEM', pair => ({ ...pair, certificatePem: '' })],
    ['no key', pair => ({ ...pair, privateKeyPem: 'x' })],
    ["another's key", (pair, other) => ({ ...pair, privateKeyPem: other.privateKeyPem })],
    ['a serving certificate', (_pair, other) => other],
    [
      'an RSA key',
      pair => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return { ...pair, privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
      },
    ],
  ])('%s', async (_name, spoil) => {
    const { ca, leaf } = await issueChain();
    const issue = issueServingCertificate({ ca: spoil(ca, leaf), dnsNames, now: NOW, days });
    await expect(issue).rejects.toMatchObject({ code: 'ERR_CERT_CA_UNUSABLE' });
  });

  test('one that has ended, as after a clock that jumped 400 days', async () => {
    const { ca } = await issueChain();
    const issue = issueServingCertificate({ ca, dnsNames, now: laterBy(400 * DAY), days });
    await expect(issue).rejects.toMatchObject({
      code: 'ERR_CERT_CA_EXPIRED',
      message: expect.stringContaining('2027-11-20T12:00:00.000Z'),
    });
  });

  test('not one from a clock that was two hours ahead: its leaf is valid as soon as it is', async () => {
    const { ca } = await issueChain();
    const leaf = await issueServingCertificate({ ca, dnsNames, now: laterBy(-2 * HOUR), days });
    expect(leaf.notBefore.getTime()).toBeLessThan(new Date(parse(ca).validFrom).getTime());
    expect(parse(leaf).verify(parse(ca).publicKey)).toBe(true);
  });
});

describe('serial numbers', () => {
  test.each([
    ['all bits set', 0xff, '7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF'],
    ['no bits set', 0x00, '40000000000000000000000000000000'],
  ])('are positive and of full length when the random bytes have %s', async (_name, byte, expected) => {
    const randomBytes = (size: number) => new Uint8Array(size).fill(byte);
    const ca = await issueCertificateAuthority({ now: NOW, days: 1, randomBytes });
    expect(ca.serialNumber).toBe(expected);
    expect(parse(ca).serialNumber).toBe(expected);
  });
});

describe('times', () => {
  test.each([
    ['2049-12-31T23:59:59Z', '17'],
    ['2050-01-01T00:00:00Z', '18'],
  ])('an end at %s is written with the ASN.1 tag 0x%s', async (end, tag) => {
    const ca = await issueCertificateAuthority({ now: new Date(new Date(end).getTime() - DAY), days: 1 });
    const text = end.replaceAll(/[-:T]/g, '');
    const encoded = Buffer.from(tag === '17' ? text.slice(2) : text).toString('hex');
    const length = (encoded.length / 2).toString(16).padStart(2, '0');
    expect(parse(ca).raw.toString('hex')).toContain(`${tag}${length}${encoded}`);
    expect(new Date(parse(ca).validTo)).toEqual(new Date(end));
  });
});

test(
  'ten thousand certificates: every serial number is positive, short and new, every leaf verifies',
  { timeout: 180_000 },
  async () => {
    const serialNumbers = new Set<string>();
    const leaves = Array.from({ length: 99 });
    for (let index = 0; index < 100; index += 1) {
      const ca = await issueCertificateAuthority({ now: NOW, days: 365 });
      const authority = parse(ca);
      expect(authority.verify(authority.publicKey)).toBe(true);
      const options = { ca, dnsNames: NAMES, now: NOW, days: 7 };
      const issued = await Promise.all(leaves.map(async () => await issueServingCertificate(options)));
      const certificates = issued.map(parse);
      expect(certificates.every(leaf => leaf.checkIssued(authority))).toBe(true);
      expect(certificates.every(leaf => leaf.verify(authority.publicKey))).toBe(true);
      for (const { serialNumber } of [authority, ...certificates]) serialNumbers.add(serialNumber);
    }
    expect(serialNumbers.size).toBe(10_000);
    expect([...serialNumbers].filter(serialNumber => !/^[4-7][0-9A-F]{31}$/.test(serialNumber))).toEqual([]);
  },
);

const NEEDS_OPENSSL = HAS_OPENSSL ? '' : ' (skipped: the openssl program is not installed)';

test.skipIf(!HAS_OPENSSL)(
  `openssl verify -x509_strict accepts the chains${NEEDS_OPENSSL}`,
  { timeout: 60_000 },
  async () => {
    const instants = ['2026-11-20T12:00:00Z', '2049-12-31T12:00:00Z', '2071-06-01T12:00:00Z'].map(
      text => new Date(text),
    );
    for (const now of instants) {
      for (const dnsNames of [NAMES, LONGEST]) {
        const { ca, leaf } = await issueChain({ now, dnsNames });
        expect(opensslVerify(ca.certificatePem, leaf.certificatePem, now)).toBe('certificate: OK');
      }
    }
  },
);

test.skipIf(!HAS_OPENSSL)(`openssl verify refuses another authority's leaf${NEEDS_OPENSSL}`, async () => {
  const [one, two] = [await issueChain(), await issueChain()];
  expect(opensslVerify(one.ca.certificatePem, two.leaf.certificatePem, NOW)).toMatch(/error .* lookup:/);
});

async function handshake(server: CertificatePair, ca: CertificatePair, servername: string): Promise<string> {
  const listener = createServer({
    cert: server.certificatePem,
    key: server.privateKeyPem,
    minVersion: 'TLSv1.3',
  });
  listener.on('tlsClientError', () => undefined);
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const socket = connect({ port, host: '127.0.0.1', servername, ca: ca.certificatePem });
  try {
    await once(socket, 'secureConnect');
    return 'trusted';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    socket.destroy();
    listener.close();
  }
}

describe('a TLS client that knows the authority only', () => {
  const now = new Date();
  const name = 'stowage-webhook.stowage-system.svc';

  test.each([
    ['trusts the name that kube-apiserver asks for', name, 'trusted'],
    ['trusts the full name', `${name}.cluster.local`, 'trusted'],
    ['does not trust another name', 'stowage-webhook.other.svc', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s', async (_reason, servername, expected) => {
    const { ca, leaf } = await issueChain({ now });
    expect(await handshake(leaf, ca, servername)).toBe(expected);
  });

  test.each([
    ['a leaf whose time is over', -8 * DAY, 'CERT_HAS_EXPIRED'],
    ['a leaf from a clock half an hour ahead', 0.5 * HOUR, 'trusted'],
    ['a leaf from a clock two hours ahead', 2 * HOUR, 'CERT_NOT_YET_VALID'],
  ])('judges %s', async (_reason, shift, expected) => {
    const issuedAt = new Date(now.getTime() + shift);
    const ca = await issueCertificateAuthority({ now: new Date(now.getTime() - 8 * DAY), days: 365 });
    const leaf = await issueServingCertificate({ ca, dnsNames: NAMES, now: issuedAt, days: 7 });
    expect(await handshake(leaf, ca, name)).toBe(expected);
  });
});
