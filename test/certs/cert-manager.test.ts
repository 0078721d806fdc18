import { describe, expect, test } from 'vitest';
import { issueServingCertificate } from '../../src/certs/issue.ts';
import type { SecretContent } from '../../src/certs/ports.ts';
import type { SigningAuthority } from '../../src/certs/signing-authority.ts';
import type { CertificatePair } from '../../src/certs/types.ts';
import { ApiRefusal, MemoryCluster } from '../support/memory-cluster.ts';
import { ManualClock } from './support/manual-clock.ts';
import { DNS_NAMES, HOST_NAME } from './support/replica.ts';
import { after, certificateOf, newAuthority } from './support/secrets.ts';
import { Simulation } from './support/simulation.ts';

const START = new Date('2026-11-20T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 86_400_000;
const [ISSUER, NEW_ISSUER] = await Promise.all([newAuthority(START, 3650), newAuthority(START, 3650)]);
const ANNOTATIONS = { 'cert-manager.io/inject-ca-from': 'stowage-system/stowage-webhook' };
const SECRET = 'stowage-webhook-tls';

interface PairOptions {
  readonly issuer?: SigningAuthority;
  readonly now?: Date;
  readonly days?: number;
  readonly dnsNames?: readonly string[];
}

async function newPair({
  issuer = ISSUER,
  now = START,
  days = 365,
  dnsNames = [HOST_NAME],
}: PairOptions = {}): Promise<CertificatePair> {
  return await issueServingCertificate({ ca: issuer.pair, dnsNames, now, days });
}

/** The Secret as cert-manager writes it. */
function certManagerSecret(pair: CertificatePair, issuer = ISSUER): SecretContent {
  return {
    name: SECRET,
    type: 'kubernetes.io/tls',
    labels: { 'controller.cert-manager.io/fao': 'true' },
    annotations: { 'cert-manager.io/certificate-name': 'stowage-webhook' },
    data: {
      'ca.crt': issuer.pair.certificatePem,
      'tls.crt': pair.certificatePem,
      'tls.key': pair.privateKeyPem,
    },
  };
}

async function installed({ replicas = 1, pair }: { replicas?: number; pair?: CertificatePair } = {}) {
  const cluster = new MemoryCluster();
  cluster.install();
  for (const name of cluster.configurations.keys())
    cluster.putConfiguration(name, { annotations: ANNOTATIONS });
  cluster.putSecret(certManagerSecret(pair ?? (await newPair())));
  cluster.setBundles(ISSUER.pair.certificatePem);
  return new Simulation(cluster, new ManualClock(START), replicas);
}

function codes({ replica }: Simulation): readonly string[] {
  return replica.certificates.problems.map(({ code }) => code);
}

function expectNothingWritten({ cluster }: Simulation): void {
  expect(new Set(cluster.calls)).toEqual(new Set(['get', 'list']));
}

test('the pair of the Secret is served, and nothing is written', async () => {
  const pair = await newPair();
  const simulation = await installed({ pair });
  await simulation.wait(2 * SECOND);
  const { certificates, served, recorded } = simulation.replica;
  expect(certificates.mode).toBe('cert-manager');
  expect(certificates.notReady()).toEqual([]);
  expect(served()?.serialNumber).toBe(certificateOf(pair).serialNumber);
  expect(recorded.expiries).toEqual(
    new Map([
      ['ca', after(START, 3650)],
      ['serving', after(START, 365)],
    ]),
  );
  simulation.act(() => simulation.cluster.setBundles(''));
  await simulation.wait(10 * MINUTE);
  expectNothingWritten(simulation);
});

test('a caBundle that does not trust what is served is an alarm', async () => {
  const simulation = await installed();
  await simulation.wait(2 * SECOND);
  simulation.act(() => simulation.cluster.setBundles(NEW_ISSUER.pair.certificatePem));
  await simulation.wait(2 * SECOND);
  expect(codes(simulation)).toEqual(['ERR_CERT_UNTRUSTED']);
  expect(simulation.replica.recorded.untrusted).toBe(4);
  simulation.act(() => simulation.cluster.setBundles(ISSUER.pair.certificatePem));
  await simulation.wait(2 * SECOND);
  expect(codes(simulation)).toEqual([]);
  expect(simulation.replica.recorded.untrusted).toBe(0);
});

describe('a renewed pair', () => {
  test('of the same issuer is served soon', async () => {
    const simulation = await installed({ replicas: 2 });
    await simulation.wait(2 * SECOND);
    const renewed = await newPair({ now: after(START, 1) });
    simulation.act(() => simulation.jump(DAY));
    simulation.act(() => simulation.cluster.putSecret(certManagerSecret(renewed)));
    await simulation.wait(15 * SECOND);
    for (const { served } of simulation.replicas) {
      expect(served()?.serialNumber).toBe(certificateOf(renewed).serialNumber);
    }
    expect(simulation.violations).toEqual([]);
  });

  test('of a new issuer waits until every caBundle trusts it', async () => {
    const simulation = await installed();
    await simulation.wait(2 * SECOND);
    const before = simulation.replica.served()?.serialNumber;
    const renewed = await newPair({ issuer: NEW_ISSUER });
    simulation.act(() => simulation.cluster.putSecret(certManagerSecret(renewed, NEW_ISSUER)));
    await simulation.wait(5 * MINUTE);
    expect(simulation.replica.served()?.serialNumber).toBe(before);
    const both = ISSUER.pair.certificatePem + NEW_ISSUER.pair.certificatePem;
    simulation.act(() => simulation.cluster.setBundles(both, ['stowage-mutating']));
    await simulation.wait(5 * MINUTE);
    expect(simulation.replica.served()?.serialNumber).toBe(before);
    simulation.act(() => simulation.cluster.setBundles(both));
    await simulation.wait(15 * SECOND);
    expect(simulation.replica.served()?.serialNumber).toBe(certificateOf(renewed).serialNumber);
    expect(simulation.violations).toEqual([]);
  });

  test('whose caBundles have been replaced already is served at once', async () => {
    const simulation = await installed();
    await simulation.wait(2 * SECOND);
    const renewed = await newPair({ issuer: NEW_ISSUER });
    simulation.act(() => simulation.cluster.setBundles(NEW_ISSUER.pair.certificatePem));
    simulation.act(() => simulation.cluster.putSecret(certManagerSecret(renewed, NEW_ISSUER)));
    await simulation.wait(SECOND);
    expect(simulation.replica.served()?.serialNumber).toBe(certificateOf(renewed).serialNumber);
  });

  test.each<[string, (good: CertificatePair) => Promise<CertificatePair>]>([
    ['has the key of another', async good => ({ ...(await newPair()), privateKeyPem: good.privateKeyPem })],
    ['is not issued for our Service', async () => await newPair({ dnsNames: ['other.stowage-system.svc'] })],
    ['has expired', async () => await newPair({ now: after(START, -10), days: 5 })],
    ['is empty', async () => await Promise.resolve({ certificatePem: '', privateKeyPem: '' })],
  ])('that %s is refused, and the one before stays', async (_name, spoil) => {
    const good = await newPair();
    const simulation = await installed({ pair: good });
    await simulation.wait(2 * SECOND);
    const bad = certManagerSecret(await spoil(good));
    simulation.act(() => simulation.cluster.putSecret(bad));
    await simulation.wait(5 * MINUTE);
    expect(codes(simulation)).toEqual(['ERR_CERT_PAIR_UNUSABLE']);
    expect(simulation.replica.recorded.rejected).toBe(1);
    expect(simulation.replica.served()?.serialNumber).toBe(certificateOf(good).serialNumber);
    expect(simulation.replica.certificates.notReady()).toEqual([]);
  });
});

describe('the Secret', () => {
  test('that is missing yet is waited for, and readiness says so', async () => {
    const simulation = await installed();
    simulation.cluster.deleteSecret(SECRET);
    await simulation.wait(2 * SECOND);
    expect(simulation.replica.certificates.notReady()).toContainEqual(
      expect.stringContaining('There is no Secret stowage-webhook-tls'),
    );
    const content = certManagerSecret(await newPair());
    simulation.act(() => simulation.cluster.putSecret(content));
    await simulation.wait(2 * SECOND);
    expect(simulation.replica.certificates.notReady()).toEqual([]);
  });

  test('that may not be read is named', async () => {
    const simulation = await installed();
    const interfere = simulation.cluster.interfere;
    simulation.cluster.interfere = (verb, client) => {
      if (verb === 'get') throw new ApiRefusal(403);
      return interfere(verb, client);
    };
    await simulation.wait(2 * SECOND);
    expect(simulation.replica.certificates.notReady()).toContainEqual(
      expect.stringContaining('may not get secrets stowage-webhook-tls'),
    );
  });
});

describe('the mode changes', () => {
  test('when the annotation is added: nothing is written any more, and the switch fails no review', async () => {
    const cluster = new MemoryCluster();
    cluster.install();
    const simulation = new Simulation(cluster, new ManualClock(START), 2);
    await simulation.wait(15 * SECOND);
    expect(simulation.replica.certificates.mode).toBe('self');
    const pair = await newPair();
    const ours = cluster.bundles()[0] ?? '';
    simulation.act(() => {
      cluster.putSecret(certManagerSecret(pair));
      for (const name of cluster.configurations.keys()) {
        cluster.putConfiguration(name, { annotations: ANNOTATIONS });
      }
    });
    await simulation.wait(MINUTE);
    const before = cluster.calls.length;
    simulation.act(() => cluster.setBundles(ours + ISSUER.pair.certificatePem));
    await simulation.wait(5 * MINUTE);
    expect(new Set(cluster.calls.slice(before))).toEqual(new Set(['get', 'list']));
    expect(simulation.replica.certificates.mode).toBe('cert-manager');
    expect(simulation.replica.served()?.serialNumber).toBe(certificateOf(pair).serialNumber);
    expect(simulation.violations).toEqual([]);
  });

  test('when the annotation is removed: we issue again', async () => {
    const simulation = await installed({ replicas: 2 });
    await simulation.wait(2 * SECOND);
    simulation.act(() => {
      for (const name of simulation.cluster.configurations.keys()) {
        simulation.cluster.putConfiguration(name, { annotations: {} });
      }
    });
    await simulation.wait(5 * MINUTE);
    expect(simulation.replica.certificates.mode).toBe('self');
    expect(simulation.replica.certificates.notReady()).toEqual([]);
    expect(simulation.replica.isTrusted()).toBe(true);
    expect(simulation.replica.served()?.subjectAltName).toContain(DNS_NAMES[3]);
  });

  test('not in the configured mode self: but what cert-manager writes is not overwritten', async () => {
    const cluster = new MemoryCluster();
    cluster.install();
    cluster.putConfiguration('stowage-mutating', { annotations: ANNOTATIONS });
    const simulation = new Simulation(cluster, new ManualClock(START), 1, { mode: 'self' });
    await simulation.wait(15 * SECOND);
    const [injected, other] = [...cluster.configurations.values()];
    expect(injected?.webhooks.map(({ caBundle }) => caBundle)).toEqual(['', '']);
    expect(other?.webhooks.every(({ caBundle }) => caBundle !== '')).toBe(true);
    expect(simulation.replica.certificates.notReady()).toEqual([]);
    expect(codes(simulation)).toEqual(['ERR_CERT_UNTRUSTED']);
  });
});
