import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/cli/check/progress.ts';

const CLEAR = '\r\u001B[K';

/** What is written when the objects are told of at these milliseconds. */
function written(isTTY: boolean, times: readonly number[]): readonly string[] {
  const chunks: string[] = [];
  let now = 5000;
  const stream = { write: (text: string) => void chunks.push(text), isTTY, columns: 80 };
  const progress = progressLine(stream, () => now);
  for (const [index, time] of times.entries()) {
    now = 5000 + time;
    progress.update(index, times.length);
  }
  progress.end();
  return chunks;
}

describe('the progress line', () => {
  it('is silent in the first second', () => {
    expect(written(true, [0, 400, 999])).toEqual([]);
  });

  it('then is written at most ten times a second, and taken away at the end', () => {
    expect(written(true, [0, 1000, 1050, 1099, 1100, 1500])).toEqual([
      `${CLEAR}checked 1 of 6 objects`,
      `${CLEAR}checked 4 of 6 objects`,
      `${CLEAR}checked 5 of 6 objects`,
      CLEAR,
    ]);
  });

  it('is nowhere but on a terminal', () => {
    expect(written(false, [0, 1000, 2000, 5000])).toEqual([]);
  });
});
