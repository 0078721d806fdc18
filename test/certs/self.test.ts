import { describe, expect, test } from 'vitest';
import { certificatesIn } from '../../src/certs/certificate-facts.ts';
import { MemoryCluster } from '../support/memory-cluster.ts';
import { ManualClock } from './support/manual-clock.ts';
import { CA_SECRET, newReplica } from './support/replica.ts';

const START = new Date('2026-11-20T12:00:00Z');

test('fresh', async () => {
  const cluster = new MemoryCluster();
  cluster.install();
  const clock = new ManualClock(START);
  const replica = newReplica(cluster, clock);
  const pause = await replica.certificates.pass();
  expect(replica.certificates.notReady()).toEqual([]);
  expect(replica.recorded).toEqual(0);
});
