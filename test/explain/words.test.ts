import { describe, expect, test } from 'vitest';
import { counted, size, span, timeOf } from '../../src/explain/words.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('size', () => {
  test.each([
    [0n, '0'],
    [1n, '1B'],
    [1023n, '1023B'],
    [1024n, '1.0Ki'],
    [100n << 30n, '100.0Gi'],
    [66_464_618_905n, '61.9Gi'],
    [1n << 40n, '1.0Ti'],
    [-(1n << 30n), '-1.0Gi'],
  ])('%d bytes is %s', (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });
});

describe('span', () => {
  test.each([
    ['nothing', 0, '0s'],
    ['a clock that is behind', -5 * SECOND, '0s'],
    ['seconds up to two minutes', 119 * SECOND, '119s'],
    ['minutes up to two hours', 119 * MINUTE, '119m'],
    ['hours and minutes', 3 * HOUR + 12 * MINUTE, '3h12m'],
    ['whole hours', 5 * HOUR, '5h'],
    ['days and hours', 52 * HOUR, '2d4h'],
    ['whole days', 72 * HOUR, '3d'],
  ])('%s', (_name, milliseconds, text) => {
    expect(span(milliseconds)).toBe(text);
  });
});

test.each([
  ['2026-11-20T12:00:00Z', Date.UTC(2026, 10, 20, 12)],
  ['2026-11-20T12:00:00.5Z', Date.UTC(2026, 10, 20, 12) + 500],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('the time %j', (text, time) => {
  expect(timeOf(text)?.getTime()).toBe(time);
});

test('counts have their nouns', () => {
  expect([0, 1, 2].map(number => counted(number, 'node'))).toEqual(['0 nodes', '1 node', '2 nodes']);
});
