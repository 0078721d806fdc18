import { describe, expect, test } from 'vitest';
import { issueServingCertificate } from '../../src/certs/issue.ts';
import type { CertificatePair } from '../../src/certs/types.ts';
import { MemoryCluster } from '../support/memory-cluster.ts';
import { ManualClock } from './support/manual-clock.ts';
import { HOST_NAME, newReplica } from './support/replica.ts';
import { after, certificateOf, newAuthority } from './support/secrets.ts';

const START = new Date('2026-11-20T12:00:00Z');
const POLL = { milliseconds: 10_000, canBeWoken: true };
const CA = await newAuthority(START);

async function newPair(now = START, days = 30): Promise<CertificatePair> {
  return await issueServingCertificate({ ca: CA.pair, dnsNames: [HOST_NAME], now, days });
}

/** Two files that a test writes. */
function inFiles(pair?: CertificatePair) {
  const disk = { pair };
  const files = {
    read: async () =>
      await (disk.pair === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(disk.pair)),
  };
  const cluster = new MemoryCluster();
  cluster.install();
  const clock = new ManualClock(START);
  return { disk, cluster, clock, replica: newReplica(cluster, clock, { files }) };
}

test('the pair in the files is served, and the API server is not asked', async () => {
  const pair = await newPair();
  const { replica, cluster } = inFiles(pair);
  expect(await replica.certificates.start()).toEqual(pair);
  expect(replica.certificates.mode).toBe('files');
  expect(replica.certificates.notReady()).toEqual([]);
  expect(cluster.calls).toEqual([]);
});

test('files that change are taken over, and files that do not are not', async () => {
  const { disk, replica } = inFiles(await newPair());
  await replica.certificates.pass();
  expect(await replica.certificates.pass()).toEqual(POLL);
  expect(replica.server.history).toHaveLength(1);
  disk.pair = await newPair();
  await replica.certificates.pass();
  expect(replica.served()?.serialNumber).toBe(certificateOf(disk.pair).serialNumber);
  expect(replica.server.history).toHaveLength(2);
});

describe('what cannot be served is refused, and the pair before stays', () => {
  test.each<[string, string, (good: CertificatePair) => Promise<CertificatePair | undefined>]>([
    ['no file', 'ERR_CERT_FILES_UNREADABLE', async () => await Promise.resolve(undefined)],
    [
      'a key of another',
      'ERR_CERT_PAIR_UNUSABLE',
      async good => ({ ...good, ...(await newPair()), certificatePem: good.certificatePem }),
    ],
    [
      'half of a new pair',
      'ERR_CERT_PAIR_UNUSABLE',
      async good => ({ ...(await newPair()), privateKeyPem: good.privateKeyPem }),
    ],
    ['an expired one', 'ERR_CERT_PAIR_UNUSABLE', async () => await newPair(after(START, -40))],
    [
      'junk',
      'ERR_CERT_PAIR_UNUSABLE',
      async () => await Promise.resolve({ certificatePem: 'x', privateKeyPem: 'y' }),
    ],
  ])('%s', async (_name, code, spoil) => {
    const good = await newPair();
    const { disk, replica } = inFiles(good);
    await replica.certificates.pass();
    disk.pair = await spoil(good);
    for (let poll = 0; poll < 3; poll += 1) expect(await replica.certificates.pass()).toEqual(POLL);
    expect(replica.certificates.problems).toMatchObject([{ code }]);
    expect(replica.recorded.rejected).toBe(code === 'ERR_CERT_PAIR_UNUSABLE' ? 1 : 0);
    expect(replica.served()?.serialNumber).toBe(certificateOf(good).serialNumber);
    expect(replica.certificates.notReady()).toEqual([]);
    expect(replica.certificates.mode).toBe('files');
  });
});

test('files that cannot be read at the start mean another mode, unless files are demanded', async () => {
  const { replica } = inFiles();
  await replica.certificates.pass();
  expect(replica.certificates.mode).toBe('self');
  const clock = new ManualClock(START);
  const demanded = newReplica(new MemoryCluster(), clock, { mode: 'files' });
  await demanded.certificates.pass();
  expect(demanded.certificates.notReady()).toContainEqual(expect.stringContaining('no files are given'));
});

test('a pair that ends without a new one makes the server unready', async () => {
  const { replica, clock } = inFiles(await newPair());
  await replica.certificates.pass();
  clock.jump(31 * 86_400_000);
  expect(replica.certificates.notReady()).toHaveLength(1);
});
