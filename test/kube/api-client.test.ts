import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { describe, expect, onTestFinished, test } from 'vitest';
import { issueCertificateAuthority, issueServingCertificate } from '../../src/certs/issue.ts';
import { createApiClient } from '../../src/kube/api/api-client.ts';
import { connectToCluster, loadKubeConfig } from '../../src/kube/kube-config.ts';
import { hang, resetConnection } from '../support/fake-api-server.ts';
import type { Fault } from '../support/fake-api-server.ts';
import { bare, clientOf, PODS, startFake } from '../support/list-watch.ts';

const PATH = { path: '/api/v1/namespaces/shop/pods/web' };

describe('a call', () => {
  test('gives back status and JSON', async () => {
    const fake = await startFake(PODS);
    fake.put(bare(PODS, 'web', 'shop'));
    const client = clientOf(fake);
    expect(await client.call(PATH)).toMatchObject({ status: 200, body: { metadata: { name: 'web' } } });
    expect(await client.call({ path: '/api/v1/namespaces/shop/pods/other' })).toMatchObject({ status: 404 });
    expect(fake.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      'user-agent': 'stowage',
      authorization: 'Bearer test-token',
    });
  });

  test('keeps its connection for the next', async () => {
    const fake = await startFake(PODS);
    const client = clientOf(fake);
    for (let count = 0; count < 3; count += 1) await client.call(PATH);
    expect(await fake.connections()).toBe(1);
  });

  test('is repeated when the connection that it used had been closed meanwhile', async () => {
    const fake = await startFake(PODS);
    const client = clientOf(fake);
    await client.call(PATH);
    fake.fault('get', resetConnection);
    expect(await client.call(PATH)).toMatchObject({ status: 404 });
    expect(fake.asked('get')).toHaveLength(3);
  });

  test('that writes is never repeated', async () => {
    const fake = await startFake(PODS);
    const client = clientOf(fake);
    await client.call(PATH);
    fake.fault('create', resetConnection);
    const request = { method: 'POST', path: '/api/v1/namespaces/shop/pods', body: {} } as const;
    await expect(client.call(request)).rejects.toThrow();
    expect(fake.asked('create')).toHaveLength(1);
  });

  test('ends when it is no longer wanted', async () => {
    const fake = await startFake(PODS);
    fake.fault('get', hang);
    const stop = new AbortController();
    const call = clientOf(fake).call(PATH, stop.signal);
    stop.abort();
    await expect(call).rejects.toThrow(/abort/i);
  });

  test.each<[string, string]>([
    ['no JSON', '<html>'],
    ['far too much', `"${'x'.repeat(9 * 1024 * 1024)}"`],
  ])('that brings %s brings no body', async (_what, body) => {
    const answer: Fault = response => {
      response.writeHead(200);
      response.end(body);
    };
    const fake = await startFake(PODS);
    fake.fault('get', answer);
    expect(await clientOf(fake).call(PATH)).toEqual({
      status: 200,
      retryAfterMs: undefined,
      body: undefined,
    });
  });

  test.each([
    ['2', 2000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
  ])('reads Retry-After: %s', async (header, milliseconds) => {
    const fake = await startFake(PODS);
    fake.fault('get', response => void response.writeHead(429, { 'Retry-After': header }).end());
    expect((await clientOf(fake).call(PATH)).retryAfterMs).toBe(milliseconds);
  });
});

test('the certificate of the API server is checked against the CA of the kubeconfig', async () => {
  const now = new Date();
  const ca = await issueCertificateAuthority({ now, days: 10 });
  const other = await issueCertificateAuthority({ now, days: 10 });
  const pair = await issueServingCertificate({ ca, dnsNames: ['kubernetes.default.svc'], now, days: 2 });
  const server = createServer({ cert: pair.certificatePem, key: pair.privateKeyPem }, (request, response) => {
    response.end(JSON.stringify({ url: request.url }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  function clientTrusting(authority: string) {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      {
        name: 'secure',
        server: `https://127.0.0.1:${(server.address() as AddressInfo).port}/k8s/clusters/c-1/`,
        caData: Buffer.from(authority).toString('base64'),
        tlsServerName: 'kubernetes.default.svc',
        skipTLSVerify: false,
      },
      { name: 'stowage', token: 't' },
    );
    const client = createApiClient(kubeConfig);
    onTestFinished(() => client.close());
    return client;
  }
  const answer = await clientTrusting(ca.certificatePem).call({
    path: '/api/v1/pods',
    query: { limit: '1' },
  });
  expect(answer.body).toEqual({ url: '/k8s/clusters/c-1/api/v1/pods?limit=1' });
  await expect(clientTrusting(other.certificatePem).call(PATH)).rejects.toThrow(/certificate/);
});

describe('a kubeconfig', () => {
  function fileWith(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'stowage-kube-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'config');
    writeFileSync(file, text);
    return file;
  }

  const config = (server: string) => `
apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: "${server}" } }]
users: [{ name: u, user: { token: t } }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
current-context: x
`;

  test('leads to the cluster of its current context', () => {
    const kubeConfig = loadKubeConfig({ file: fileWith(config('https://api.example.com')) });
    expect(kubeConfig.getCurrentCluster()?.server).toBe('https://api.example.com');
  });

  test.each<[string, () => unknown]>([
    ['does not exist', () => connectToCluster({ file: '/nowhere/config' })],
    ['is no YAML', () => connectToCluster({ file: fileWith('{') })],
    [
      'has no such context',
      () => connectToCluster({ file: fileWith(config('https://a')), context: 'other' }),
    ],
    ['names no address', () => connectToCluster({ file: fileWith(config('api.example.com')) })],
    [
      'leads to a server without TLS',
      () => connectToCluster({ file: fileWith(config('http://api.example.com')) }),
    ],
  ])('that %s is refused', (_what, connect) => {
    expect(connect).toThrow(expect.objectContaining({ code: 'ERR_KUBE_CONFIG' }));
  });
});
