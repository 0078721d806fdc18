import { expect, test } from 'vitest';
import { TokenBucket } from '../../src/kube/token-bucket.ts';
import { FakeClock } from '../support/fake-clock.ts';

function takeAll(bucket: TokenBucket): number {
  let taken = 0;
  while (bucket.take()) taken += 1;
  return taken;
}

test('gives its burst at once, then as many as time brings back, and never more than its burst', () => {
  const clock = new FakeClock();
  const bucket = new TokenBucket({ burst: 5, perSecond: 2 }, clock);
  expect(takeAll(bucket)).toBe(5);
  clock.advance(1250);
  expect(takeAll(bucket)).toBe(2);
  clock.advance(250);
  expect(takeAll(bucket)).toBe(1);
  clock.advance(1_000_000);
  expect(takeAll(bucket)).toBe(5);
});
