import { expect, test } from 'vitest';
import { certificatesIn } from '../../src/certs/certificate-facts.ts';
import { issuePlaceholder } from '../../src/certs/placeholder.ts';
import type { RotationPolicy } from '../../src/certs/rotation-policy.ts';
import { MemoryCluster } from '../support/memory-cluster.ts';
import { ManualClock } from './support/manual-clock.ts';
import { DNS_NAMES } from './support/replica.ts';
import type { Replica } from './support/replica.ts';
import { Simulation } from './support/simulation.ts';
import { startTlsServer } from './support/tls-server.ts';
import type { TlsServer } from './support/tls-server.ts';

const SECOND = 1000;
/** Lives so short that a hundred rotations fit into the hour by which certificates are back-dated: real clients accept them all. */
const HASTE: RotationPolicy = {
  caMs: 42 * SECOND,
  leafMs: 14 * SECOND,
  overlapMs: 4 * SECOND,
  retireMs: 16 * SECOND,
  settleMs: 2 * SECOND,
  tickMs: 4 * SECOND,
};
const ROTATIONS = 100;

/** Lets one of the replicas serve for real. */
async function startServer({ server }: Replica, now: Date): Promise<TlsServer> {
  const real = await startTlsServer(await issuePlaceholder(DNS_NAMES, now));
  server.real = real.own;
  return real;
}

test('a hundred rotations of the authority fail no client', { timeout: 180_000 }, async () => {
  const start = new Date();
  const cluster = new MemoryCluster();
  cluster.install();
  const simulation = new Simulation(cluster, new ManualClock(start), 3, { policy: HASTE });
  const server = await startServer(simulation.replica, start);
  let handshakes = 0;
  await simulation.wait(HASTE.tickMs);
  for (let step = 0; cluster.signingHistory.size <= ROTATIONS; step += 1) {
    await simulation.wait(HASTE.tickMs);
    expect(simulation.replicas.map(replica => replica.isTrusted())).toEqual([true, true, true]);
    expect(Math.max(...cluster.bundles().map(bundle => certificatesIn(bundle).length))).toBeLessThanOrEqual(
      2,
    );
    expect(await server.connect(cluster.bundles()[step % 4] ?? '')).toBe('trusted');
    handshakes += 1;
  }
  expect(simulation.violations).toEqual([]);
  expect(handshakes).toBeGreaterThan(4 * ROTATIONS);
  expect(simulation.clock.now().getTime() - start.getTime()).toBeLessThan(3600 * SECOND);
  for (const { recorded, certificates } of simulation.replicas) {
    expect(recorded).toMatchObject({ caExpired: 0, rejected: 0, untrusted: 0 });
    expect(certificates.problems).toEqual([]);
  }
});
