import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { issueServingCertificate } from '../../src/certs/issue.ts';
import { OwnServer } from '../../src/certs/own-server.ts';
import { issuePlaceholder } from '../../src/certs/placeholder.ts';
import { selfHandshake } from '../../src/certs/self-handshake.ts';
import type { CertificatePair } from '../../src/certs/types.ts';
import { DNS_NAMES, HOST_NAME } from './support/replica.ts';
import { certificateOf, newAuthority } from './support/secrets.ts';
import { startTlsServer } from './support/tls-server.ts';

const NOW = new Date();
const CA = await newAuthority(NOW);

async function newPair(): Promise<CertificatePair> {
  return await issueServingCertificate({ ca: CA.pair, dnsNames: DNS_NAMES, now: NOW, days: 7 });
}

describe('a handshake with our own server', () => {
  test('proves that a pair is presented', async () => {
    const pair = await newPair();
    const { own, connect } = await startTlsServer(pair);
    await expect(own.handshake(pair)).resolves.toBeUndefined();
    expect(await connect(CA.pair.certificatePem)).toBe('trusted');
  });

  test('proves that a new pair is presented after a switch', async () => {
    const { own } = await startTlsServer(await newPair());
    const next = await newPair();
    own.setCertificate(next);
    await expect(own.handshake(next)).resolves.toBeUndefined();
  });

  test('fails when another pair is presented', async () => {
    const { own } = await startTlsServer(await newPair());
    await expect(own.handshake(await newPair())).rejects.toThrow('another certificate is presented');
  });

  test('fails when nothing listens', async () => {
    const address = { host: '127.0.0.1', port: 1, hostName: HOST_NAME };
    await expect(selfHandshake(address, await newPair())).rejects.toThrow('ECONNREFUSED');
  });

  test('fails when who listens does not speak TLS', async () => {
    const server = createTcpServer(
      socket => void socket.on('error', () => undefined).end('SSH-2.0\r\n'),
    ).listen(0);
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const pair = await newPair();
    await expect(selfHandshake({ host: '::', port, hostName: HOST_NAME }, pair)).rejects.toThrow();
  });
});

describe('before the server is there', () => {
  test('nothing is presented, and nothing has to be proved', async () => {
    const own = new OwnServer();
    const pair = await newPair();
    own.setCertificate(pair);
    await expect(own.handshake(pair)).resolves.toBeUndefined();
  });

  test('what was set last is given to the server when it comes', async () => {
    const own = new OwnServer();
    const pair = await newPair();
    own.setCertificate(await newPair());
    own.setCertificate(pair);
    const given: CertificatePair[] = [];
    own.attach({ host: '127.0.0.1', port: 1, hostName: HOST_NAME }, next => given.push(next));
    expect(given).toEqual([pair]);
  });

  test('a pair that nobody trusts can be had for its probes', async () => {
    const placeholder = await issuePlaceholder(DNS_NAMES, NOW);
    expect(certificateOf(placeholder).checkHost(HOST_NAME)).toBe(HOST_NAME);
    const { connect } = await startTlsServer(placeholder);
    expect(await connect(CA.pair.certificatePem)).not.toBe('trusted');
  });
});
