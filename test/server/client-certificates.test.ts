import { once } from 'node:events';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { issueCertificateAuthority, issueServingCertificate } from '../../src/certs/issue.ts';
import type { CertificatePair } from '../../src/certs/types.ts';
import type { ClientCheck } from '../../src/server/client-check.ts';
import { CLIENT_CA_PEM, clientCertificate } from '../support/client-certificates.ts';
import type { ClientCertificateOptions } from '../support/client-certificates.ts';
import { podReview } from '../support/reviews.ts';
import { newServingCertificate, readToEnd, startServer } from '../support/webhook-server.ts';
import type { RunningServer } from '../support/webhook-server.ts';

const REVIEW = JSON.stringify(podReview());
const CHECK: ClientCheck = { caPem: CLIENT_CA_PEM, allowedNames: ['kube-apiserver', 'api.example.com'] };

function requestText(path: string, body = REVIEW): string {
  const head = [`POST ${path} HTTP/1.1`, 'Host: a', 'Content-Type: application/json', 'Connection: close'];
  return `${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function withCertificate({ certificatePem, privateKeyPem }: CertificatePair): ConnectionOptions {
  return { cert: certificatePem, key: privateKeyPem };
}

/** Sends a review over a connection of its own and reads the answer. */
async function ask(
  { rawTls }: RunningServer,
  options: ConnectionOptions = {},
  path = '/pod/mutate',
): Promise<{ readonly code: number; readonly response: unknown }> {
  const socket = await rawTls(options);
  socket.write(requestText(path));
  const answer = await readToEnd(socket);
  const code = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
  return { code, response: JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))).response };
}

describe('with a client certificate', () => {
  test.each<[string, ClientCertificateOptions]>([
    ['for an allowed common name', { commonName: 'kube-apiserver' }],
    ['for an allowed DNS name', { dnsNames: ['other.example.com', 'api.example.com'] }],
    ['for a DNS name without dots', { commonName: 'someone', dnsNames: ['kube-apiserver'] }],
  ])('%s a review is answered', async (_name, options) => {
    const server = await startServer({ clientCheck: CHECK });
    expect(await ask(server, withCertificate(clientCertificate(options)))).toMatchObject({
      code: 200,
      response: { allowed: true },
    });
  });

  const TRUST = 'a client certificate of a trusted authority is needed';
  const NAME = 'the client certificate is for none of the allowed names';

  test.each<[string, ClientCertificateOptions, string]>([
    ['for another name', { commonName: 'system:node:a' }, NAME],
    ['for a name that only begins as an allowed one', { commonName: 'kube-apiserver.evil' }, NAME],
    ['for no name', { dnsNames: ['other.example.com'] }, NAME],
    ['for a wildcard that covers an allowed name', { dnsNames: ['*.example.com'] }, NAME],
    ['with the allowed name in an address', { dnsNames: ['DNS:kube-apiserver, DNS:x'] }, NAME],
    ['forged in the name of the authority', { commonName: 'kube-apiserver', isForged: true }, TRUST],
    ['that has ended', { commonName: 'kube-apiserver', days: -1 }, TRUST],
    ['for servers', { commonName: 'kube-apiserver', usage: 'serverAuth' }, TRUST],
  ])('%s it is refused with 403 and a review that says why', async (_name, options, message) => {
    const server = await startServer({ clientCheck: CHECK });
    expect(await ask(server, withCertificate(clientCertificate(options)))).toMatchObject({
      code: 403,
      response: { allowed: false, status: { code: 403, message } },
    });
  });

  test('that the webhook itself might have issued for servers it is refused', async () => {
    const now = new Date();
    const ca = await issueCertificateAuthority({ now, days: 30 });
    const leaf = await issueServingCertificate({ ca, dnsNames: ['kube-apiserver'], now, days: 1 });
    const server = await startServer({ clientCheck: { ...CHECK, caPem: ca.certificatePem } });
    expect((await ask(server, withCertificate(leaf))).code).toBe(403);
  });

  test('one of several trusted authorities is enough', async () => {
    const now = new Date();
    const { certificatePem } = await issueCertificateAuthority({ now, days: 30 });
    const server = await startServer({ clientCheck: { ...CHECK, caPem: certificatePem + CLIENT_CA_PEM } });
    const pair = clientCertificate({ commonName: 'kube-apiserver' });
    expect((await ask(server, withCertificate(pair))).code).toBe(200);
  });
});

describe('without a client certificate', () => {
  test.each(['/pod/mutate', '/left/over'])('%s answers 403', async path => {
    const server = await startServer({ clientCheck: CHECK });
    expect(await ask(server, {}, path)).toMatchObject({ code: 403, response: { allowed: false } });
  });

  test('every review is answered when nobody is asked for one', async () => {
    expect((await ask(await startServer())).code).toBe(200);
  });

  test('health and metrics are served', async () => {
    const { ops } = await startServer({ clientCheck: CHECK });
    expect((await ops('/readyz')).code).toBe(200);
    expect((await ops('/metrics')).code).toBe(200);
  });

  test('the body is not read', async () => {
    const { rawTls } = await startServer({ clientCheck: CHECK });
    const socket = await rawTls();
    socket.write(requestText('/pod/mutate').slice(0, -10));
    const [data] = await once(socket, 'data');
    expect(String(data)).toMatch(/^HTTP\/1\.1 403 /);
  });
});

/** The session that a server gives to a connection, if it gives one before it closes. */
async function sessionOf(server: RunningServer, options: ConnectionOptions): Promise<Buffer | undefined> {
  let session: Buffer | undefined;
  const socket: TLSSocket = await server.rawTls({ ...options, ALPNProtocols: ['http/1.1'] });
  socket.on('session', given => (session = given));
  socket.write(requestText('/pod/mutate'));
  await readToEnd(socket);
  return session;
}

test('no session is resumed: a client is judged anew with every connection', async () => {
  const server = await startServer({ clientCheck: CHECK });
  for (const options of [{}, withCertificate(clientCertificate({ commonName: 'kube-apiserver' }))]) {
    const session = await sessionOf(server, options);
    const resumed = await server.rawTls(session === undefined ? {} : { session });
    expect(resumed.isSessionReused()).toBe(false);
    const { code } = await ask(server, session === undefined ? {} : { session });
    expect(code).toBe(403);
  }
});

test('another serving certificate does not let strangers in', async () => {
  const server = await startServer({ clientCheck: CHECK });
  server.servers.setCertificate(await newServingCertificate());
  expect((await ask(server)).code).toBe(403);
  const pair = clientCertificate({ commonName: 'kube-apiserver' });
  expect((await ask(server, withCertificate(pair))).code).toBe(200);
});
