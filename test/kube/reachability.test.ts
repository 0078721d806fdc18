import { expect, test } from 'vitest';
import { Reachability } from '../../src/kube/list-watch/reachability.ts';
import { FakeClock } from '../support/fake-clock.ts';

function waiting() {
  const clock = new FakeClock();
  const stop = new AbortController();
  const reachability = new Reachability();
  const pauses = [1, 2, 3].map(() => reachability.pause(30_000, clock, stop.signal));
  return { clock, stop, reachability, pauses: Promise.all(pauses) };
}

test('whoever waits is woken when the API server answers again after it did not', async () => {
  const { clock, reachability, pauses } = waiting();
  reachability.lost();
  reachability.regained();
  expect(await pauses).toEqual([true, true, true]);
  expect(clock.nextIn).toBeUndefined();
});

test('an answer wakes nobody while the API server is there', async () => {
  const { clock, reachability, pauses } = waiting();
  reachability.regained();
  clock.advance(30_000);
  expect(await pauses).toEqual([false, false, false]);
});

test('a stop wakes everybody, but not to go on', async () => {
  const { clock, stop, pauses } = waiting();
  stop.abort();
  expect(await pauses).toEqual([false, false, false]);
  expect(clock.nextIn).toBeUndefined();
});
