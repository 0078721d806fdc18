import { describe, expect, test } from 'vitest';
import { readCaSecret } from '../../src/certs/ca-secret.ts';
import type { CaContent } from '../../src/certs/ca-secret.ts';
import type { StoredSecret } from '../../src/certs/ports.ts';
import { beginRotation } from '../../src/certs/rotate.ts';
import { MemoryCluster } from '../support/memory-cluster.ts';
import { ManualClock } from './support/manual-clock.ts';
import { CA_SECRET, POLICY } from './support/replica.ts';
import { after, newAuthority, storedSecret } from './support/secrets.ts';
import { Simulation } from './support/simulation.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const [CURRENT, OTHER] = await Promise.all([newAuthority(NOW), newAuthority(NOW)]);
const ACTIVE: CaContent = { signing: CURRENT, previous: [], phase: 'active', since: NOW };

async function begin(stored: StoredSecret | undefined, isUrgent = false, now = after(NOW, 30)) {
  return await beginRotation({ stored, policy: POLICY, now, isUrgent });
}

describe('a rotation that is begun by hand', () => {
  test('announces a new authority over the version that was read, and keeps the one that signs', async () => {
    const stored = storedSecret(ACTIVE, { resourceVersion: '42' });
    const { secret, signsFrom } = await begin(stored);
    expect(signsFrom).toEqual(after(NOW, 31));
    expect(secret).toMatchObject({ uid: stored.uid, resourceVersion: '42', name: CA_SECRET });
    expect(secret.data['tls.crt']).toBe(CURRENT.pair.certificatePem);
    expect(readCaSecret(secret, after(NOW, 30))).toMatchObject({
      kind: 'readable',
      isOrderly: true,
      content: { phase: 'staged', since: after(NOW, 30) },
    });
  });

  test('takes ten minutes when it is urgent', async () => {
    const { signsFrom } = await begin(storedSecret(ACTIVE), true);
    expect(signsFrom).toEqual(after(NOW, 30 + 10 / 1440));
  });

  test.each<[string, StoredSecret | undefined]>([
    ['there is no Secret', undefined],
    ['the Secret is not ours', storedSecret(ACTIVE, { labels: {} })],
    ['the next one is announced already', storedSecret({ ...ACTIVE, next: OTHER, phase: 'staged' })],
    [
      'the last rotation is not over',
      storedSecret({ ...ACTIVE, phase: 'retiring', previous: [OTHER.certificate] }),
    ],
  ])('is refused when %s', async (reason, stored) => {
    await expect(begin(stored)).rejects.toMatchObject({
      code: 'ERR_CERT_NO_ROTATION',
      message: expect.stringContaining(reason),
    });
  });

  test('is finished by the replicas, and fails no review', async () => {
    const cluster = new MemoryCluster();
    cluster.install();
    const simulation = new Simulation(cluster, new ManualClock(NOW), 3);
    await simulation.wait(MINUTE);
    const stored = cluster.secrets.get(CA_SECRET);
    const { secret } = await begin(stored, true, simulation.clock.now());
    await cluster.secretsPort('operator').update(secret);
    await simulation.wait(9 * MINUTE);
    expect(cluster.secrets.get(CA_SECRET)?.data['tls.crt']).toBe(stored?.data['tls.crt']);
    await simulation.wait(3 * MINUTE);
    expect(cluster.secrets.get(CA_SECRET)?.data['tls.crt']).toBe(secret.data['next.crt']);
    expect(simulation.replicas.map(replica => replica.isTrusted())).toEqual([true, true, true]);
    expect(simulation.violations).toEqual([]);
  });
});
