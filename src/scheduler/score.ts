import type { NodeCapacity } from '../core/driver.ts';

/** How free space counts: more is better, less is better, or not at all. */
export type Strategy = 'spread' | 'pack' | 'off';

/** The highest score that kube-scheduler expects of an extender. */
const MAX_SCORE = 10;
const MAX_UINT64 = (1n << 64n) - 1n;

/**
 * TopoLVM's score of free bytes: the binary logarithm of whole GiB, divided by `divisor` before, from 1 to 10; 0 for nothing (https://github.com/topolvm/topolvm/blob/main/docs/topolvm-scheduler.md).
 */
export function capacityScore(bytes: bigint, divisor: number): number {
  if (bytes <= 0n) return 0;
  const score = Math.trunc(Math.log2(Number(bytes >> 30n) / divisor));
  return Math.min(Math.max(score, 1), MAX_SCORE);
}

/** Free bytes for the score: 0 for a figure that cannot be read, the largest uint64 for one beyond it. */
function scoredBytes({ freeBytes, reported }: NodeCapacity): bigint {
  return freeBytes ?? (/^\d+$/.test(reported) ? MAX_UINT64 : 0n);
}

/** Scores a node by one of its pools. Packing turns the scale round, and nothing free is 0 all the same. */
export function poolScore(space: NodeCapacity, divisor: number, strategy: 'spread' | 'pack'): number {
  const score = capacityScore(scoredBytes(space), divisor);
  return strategy === 'spread' || score === 0 ? score : MAX_SCORE + 1 - score;
}
