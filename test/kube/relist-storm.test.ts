import { setImmediate as turn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIST_WATCH_TIMES } from '../../src/kube/list-watch/times.ts';
import { Reachability } from '../../src/kube/list-watch/reachability.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { eventually } from '../support/eventually.ts';
import { clientOf, follow, startFake } from '../support/list-watch.ts';
import type { Followed } from '../support/list-watch.ts';

const KINDS = [
  { apiVersion: 'v1', kind: 'Pod', plural: 'pods' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', plural: 'persistentvolumeclaims' },
  { apiVersion: 'v1', kind: 'PersistentVolume', plural: 'persistentvolumes' },
  { apiVersion: 'v1', kind: 'Node', plural: 'nodes' },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', plural: 'storageclasses' },
] as const;
const REPLICAS = 3;

test('when every version expires at once, three replicas list five kinds once each, spread over seconds', async () => {
  const clock = new FakeClock();
  const fake = await startFake(...KINDS);
  // A seed, so that the spread is the same in every run.
  const dice = fc.sample(
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true, noDefaultInfinity: true }),
    {
      seed: 20_261_120,
      numRuns: 500,
    },
  );
  const random = () => dice.pop() ?? 0.5;
  const all: Followed[] = [];
  for (let replica = 0; replica < REPLICAS; replica += 1) {
    const client = clientOf(fake, clock);
    const reachability = new Reachability();
    for (const { kind } of KINDS)
      all.push(follow({ client, kind, clock, random, reachability, times: LIST_WATCH_TIMES }));
  }
  clock.advance(LIST_WATCH_TIMES.startJitterMs);
  await eventually(() => fake.openWatches === all.length, 'everything is watched');
  clock.advance(LIST_WATCH_TIMES.healthyMs);
  const before = fake.asked('list').length;
  fake.expire();
  fake.closeWatches();
  await eventually(() => fake.asked('watch').length === 2 * all.length, 'everybody has learnt of it');
  const lists: number[] = [];
  for (let passed = 0; passed < 5_000; passed += 50) {
    clock.advance(50);
    for (let turns = 0; turns < 30; turns += 1) await turn();
    const listed = fake.asked('list').length - before;
    while (lists.length < listed) lists.push(passed);
  }
  await eventually(() => fake.openWatches === all.length, 'everything is watched again');
  expect(lists).toHaveLength(all.length);
  expect((lists.at(-1) ?? 0) - (lists[0] ?? 0)).toBeGreaterThanOrEqual(2_000);
});
