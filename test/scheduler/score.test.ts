import { describe, expect, test } from 'vitest';
import type { NodeCapacity } from '../../src/core/driver.ts';
import { capacityScore, poolScore } from '../../src/scheduler/score.ts';

const GIB = 1n << 30n;

describe('the score of free space', () => {
  test.each<[string, bigint, number, number]>([
    ['less than nothing, once space is promised to others', -GIB, 1, 0],
    ['nothing', 0n, 1, 0],
    ['one byte', 1n, 1, 1],
    ['one byte less than 1GiB', GIB - 1n, 1, 1],
    ['1GiB', GIB, 1, 1],
    ['2GiB', 2n * GIB, 1, 1],
    ['3GiB', 3n * GIB, 1, 1],
    ['4GiB', 4n * GIB, 1, 2],
    ['10GiB', 10n * GIB, 1, 3],
    ['100GiB', 100n * GIB, 1, 6],
    ['100GiB by 10', 100n * GIB, 10, 3],
    ['128GiB', 128n * GIB, 1, 7],
    ['128GiB by 2', 128n * GIB, 2, 6],
    ['128GiB by 4', 128n * GIB, 4, 5],
    ['128GiB by 10', 128n * GIB, 10, 3],
    ['128GiB by 0.5', 128n * GIB, 0.5, 8],
    ['5GiB by 10', 5n * GIB, 10, 1],
    ['1023GiB', 1023n * GIB, 1, 9],
    ['1024GiB', 1024n * GIB, 1, 10],
    ['2048GiB', 2048n * GIB, 1, 10],
    ['2048GiB by 10', 2048n * GIB, 10, 7],
    ['the largest uint64', 2n ** 64n - 1n, 1, 10],
    ['the largest divisor', GIB, Number.MAX_VALUE, 1],
    ['the smallest divisor', GIB, Number.MIN_VALUE, 10],
  ])('%s', (_name, bytes, divisor, score) => {
    expect(capacityScore(bytes, divisor)).toBe(score);
  });
});

/** Counts how often the whole GiB can be halved before they are less than the divisor, which is `quarters / 4`. */
function halvings(bytes: bigint, quarters: bigint): number {
  const gibibytes = bytes / 1_073_741_824n;
  if (gibibytes === 0n) return bytes === 0n ? 0 : 1;
  const ratio = (gibibytes * 4n) / quarters;
  return Math.min(10, Math.max(1, ratio.toString(2).length - 1));
}

test('is the length of the quotient in binary, on a million random capacities', () => {
  let seed = 20_241_120n;
  const random = () =>
    (seed = (seed * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & (2n ** 64n - 1n));
  const wrong: unknown[] = [];
  for (let count = 0; count < 1_000_000; count += 1) {
    const word = random();
    const bytes = word >> ((random() >> 40n) & 63n);
    const quarters = ((random() >> 33n) & 4095n) + 1n;
    const score = capacityScore(bytes, Number(quarters) / 4);
    if (score !== halvings(bytes, quarters)) wrong.push([bytes, quarters, score]);
  }
  expect(wrong).toEqual([]);
});

function space(freeBytes: bigint | undefined, reported = String(freeBytes)): NodeCapacity {
  return { pool: 'ssd', freeBytes, reported };
}

describe('the score of a pool', () => {
  test.each<[string, NodeCapacity, number, number]>([
    ['nothing free', space(0n), 0, 0],
    ['little free', space(1n), 1, 10],
    ['128GiB free', space(128n * GIB), 7, 4],
    ['all free', space(2048n * GIB), 10, 1],
    ['a figure that is no number', space(undefined, 'foo'), 0, 0],
    ['an empty figure', space(undefined, ''), 0, 0],
    ['a negative figure', space(undefined, '-5'), 0, 0],
    ['a figure beyond uint64', space(undefined, '18446744073709551616'), 10, 1],
  ])('%s', (_name, reported, spread, pack) => {
    expect(poolScore(reported, 1, 'spread')).toBe(spread);
    expect(poolScore(reported, 1, 'pack')).toBe(pack);
  });

  test('packing follows the divisor too', () => {
    expect(poolScore(space(128n * GIB), 4, 'pack')).toBe(6);
  });
});
