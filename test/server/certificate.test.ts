import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CertificatePair } from '../../src/certs/types.ts';
import { podReview } from '../support/reviews.ts';
import { keepAliveAgent, newServingCertificate, startServer } from '../support/webhook-server.ts';
import type { RunningServer } from '../support/webhook-server.ts';

async function servedSerialNumber({ rawTls }: RunningServer): Promise<string | undefined> {
  return (await rawTls()).getPeerX509Certificate()?.serialNumber;
}

describe('another certificate', () => {
  test('is served from the next handshake on, open connections stay', async () => {
    const running = await startServer();
    const agent = keepAliveAgent();
    const body = JSON.stringify(podReview());
    await running.send({ body, agent });
    const next = await newServingCertificate();
    expect(await servedSerialNumber(running)).not.toBe(next.serialNumber);
    running.servers.setCertificate(next);
    expect(await servedSerialNumber(running)).toBe(next.serialNumber);
    expect((await running.send({ body, agent })).code).toBe(200);
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  });

  test('does not lower the least TLS version', async () => {
    const { servers, rawTls } = await startServer();
    servers.setCertificate(await newServingCertificate());
    await expect(rawTls({ maxVersion: 'TLSv1.2' })).rejects.toThrow();
    expect((await rawTls()).getProtocol()).toBe('TLSv1.3');
  });

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rsaKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  test.each<[string, (good: CertificatePair, other: CertificatePair) => CertificatePair]>([
    ['with the key of another one', (good, other) => ({ ...good, privateKeyPem: other.privateKeyPem })],
    ['with a key of another type', good => ({ ...good, privateKeyPem: rsaKey })],
    ['without a certificate', good => ({ ...good, certificatePem: '' })],
    ['without a key', good => ({ ...good, privateKeyPem: '' })],
    ['of garbage', () => ({ certificatePem: 'x', privateKeyPem: 'y' })],
  ])('%s is refused, and the one before it stays', async (_name, spoil) => {
    const running = await startServer();
    const before = await servedSerialNumber(running);
    const spoilt = spoil(await newServingCertificate(), await newServingCertificate());
    expect(() => running.servers.setCertificate(spoilt)).toThrow(
      expect.objectContaining({ code: 'ERR_CERT_PAIR_UNUSABLE' }),
    );
    expect(await servedSerialNumber(running)).toBe(before);
  });

  test('that cannot serve keeps the server from being made', async () => {
    const certificate = { certificatePem: 'x', privateKeyPem: 'y' };
    await expect(startServer({ certificate })).rejects.toMatchObject({ code: 'ERR_CERT_PAIR_UNUSABLE' });
  });
});
