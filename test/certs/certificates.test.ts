import { expect, onTestFinished, test } from 'vitest';
import { Certificates } from '../../src/certs/certificates.ts';
import type { CertificateSettings } from '../../src/certs/certificates.ts';
import { OwnServer } from '../../src/certs/own-server.ts';
import { SYSTEM_CLOCK } from '../../src/certs/system-clock.ts';
import { MemoryCluster } from '../support/memory-cluster.ts';
import { ManualClock } from './support/manual-clock.ts';
import { CA_SECRET, DNS_NAMES, HOST_NAME, POLICY, newReplica } from './support/replica.ts';
import { certificateOf } from './support/secrets.ts';
import { startTlsServer } from './support/tls-server.ts';

const SILENT = { info: () => undefined, warn: () => undefined };
const UNCOUNTED = {
  expires: () => undefined,
  caExpired: () => undefined,
  renewed: () => undefined,
  rejected: () => undefined,
  untrustedBy: () => undefined,
};

function realSettings(cluster: MemoryCluster, serving: OwnServer): CertificateSettings {
  return {
    mode: 'auto',
    caSecretName: CA_SECRET,
    certSecretName: 'stowage-webhook-tls',
    dnsNames: DNS_NAMES,
    hostName: HOST_NAME,
    policy: POLICY,
    secrets: cluster.secretsPort(),
    configurations: cluster.configurationsPort(),
    serving,
    clock: SYSTEM_CLOCK,
    metrics: UNCOUNTED,
    log: SILENT,
  };
}

/** A service with its certificates on a real clock and a real TLS server, as it is wired. */
async function startService() {
  const cluster = new MemoryCluster();
  cluster.install();
  const own = new OwnServer();
  const certificates = new Certificates(realSettings(cluster, own));
  const pair = await certificates.start();
  const server = await startTlsServer(pair, own);
  cluster.watch(() => certificates.wake());
  const stop = new AbortController();
  const running = certificates.run(stop.signal);
  onTestFinished(() => stop.abort());
  return { cluster, certificates, pair, server, stop, running };
}

test('a fresh service is ready within 3 s, on a real clock and a real server', async () => {
  const begin = performance.now();
  const { cluster, certificates, pair, server } = await startService();
  expect(certificates.notReady()).toEqual([]);
  expect(await server.connect(cluster.bundles()[0] ?? '')).toBe('trusted');
  expect(performance.now() - begin).toBeLessThan(3000);
  expect(certificateOf(pair).checkHost(HOST_NAME)).toBe(HOST_NAME);
});

test('a change that is watched is answered within 2 s, on a real clock', async () => {
  const { cluster, server } = await startService();
  cluster.setBundles('');
  await expect
    .poll(async () => await server.connect(cluster.bundles()[0] ?? ''), { timeout: 2000 })
    .toBe('trusted');
  cluster.deleteSecret(CA_SECRET);
  await expect.poll(() => cluster.secrets.has(CA_SECRET), { timeout: 2000 }).toBe(true);
  expect(await server.connect(cluster.bundles()[0] ?? '')).toBe('trusted');
});

test('it ends when it is told to', async () => {
  const { certificates, stop, running } = await startService();
  stop.abort();
  await expect(running).resolves.toBeUndefined();
  certificates.wake();
  expect(certificates.notReady()).toEqual([]);
});

test('a server that does not take a certificate keeps the one before, whatever it throws', async () => {
  const cluster = new MemoryCluster();
  cluster.install();
  const clock = new ManualClock(new Date('2026-11-20T12:00:00Z'));
  const serving = {
    setCertificate: () => {
      throw new Error('no start line');
    },
    handshake: async () => await Promise.resolve(),
  };
  const { certificates, recorded } = newReplica(cluster, clock, { serving });
  await certificates.pass();
  expect(certificates.problems.map(({ code }) => code)).toContain('ERR_CERT_PAIR_UNUSABLE');
  expect(recorded.rejected).toBe(1);
  expect(certificates.notReady()).toContainEqual(expect.stringContaining('no start line'));
});

test('a bug is not taken for a failure of the surroundings', async () => {
  const cluster = new MemoryCluster();
  cluster.install();
  const clock = new ManualClock(new Date('2026-11-20T12:00:00Z'));
  const metrics = {
    ...UNCOUNTED,
    renewed: () => {
      throw new TypeError('x is undefined');
    },
  };
  const { certificates } = newReplica(cluster, clock, { metrics });
  await expect(certificates.pass()).rejects.toThrow('x is undefined');
});

test('a sleep ends with the signal, also with one that was aborted before', async () => {
  const stop = new AbortController();
  const sleep = SYSTEM_CLOCK.sleep(60_000, stop.signal);
  stop.abort();
  await expect(sleep).rejects.toThrow('no longer waited for');
  await expect(SYSTEM_CLOCK.sleep(60_000, stop.signal)).rejects.toThrow('no longer waited for');
  await expect(SYSTEM_CLOCK.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
});
