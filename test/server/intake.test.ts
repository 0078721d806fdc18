import { describe, expect, test } from 'vitest';
import { Intake } from '../../src/server/intake.ts';

const LIMITS = { maxConcurrentReviews: 2, maxBufferedBytes: 100, slowBodyMs: 10 };

function setUp() {
  let now = 0;
  const evicted: string[] = [];
  const intake = new Intake(LIMITS, () => now);
  return {
    intake,
    evicted,
    wait: (milliseconds: number) => (now += milliseconds),
    enter: (name: string) => intake.enter(() => evicted.push(name)),
  };
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('there was no place');
  return value;
}

describe('places', () => {
  test('are given until they run out, and again when one comes back', () => {
    const { intake, enter, evicted } = setUp();
    const first = present(enter('first'));
    expect([enter('second'), enter('third')]).toEqual([expect.anything(), undefined]);
    intake.leave(first);
    expect(enter('third')).toBeDefined();
    expect(evicted).toEqual([]);
  });

  test('are taken from the oldest once it is slow, never from a quick one', () => {
    const { enter, evicted, wait } = setUp();
    enter('first');
    wait(9);
    enter('second');
    expect(enter('third')).toBeUndefined();
    wait(1);
    expect(enter('third')).toBeDefined();
    expect(enter('fourth')).toBeUndefined();
    expect(evicted).toEqual(['first']);
  });
});

describe('bytes', () => {
  test('are counted over all bodies', () => {
    const { intake, enter } = setUp();
    const [first, second] = [present(enter('first')), present(enter('second'))];
    expect(intake.grow(first, 60)).toBe(true);
    expect(intake.grow(second, 40)).toBe(true);
    expect(intake.grow(second, 1)).toBe(false);
  });

  test('are free again when the body has gone, once', () => {
    const { intake, enter } = setUp();
    const first = present(enter('first'));
    intake.grow(first, 100);
    intake.leave(first);
    intake.leave(first);
    const second = present(enter('second'));
    expect(intake.grow(second, 100)).toBe(true);
    expect(intake.grow(second, 1)).toBe(false);
  });

  test('make a slow body give way to a quick one, but not to itself', () => {
    const { intake, enter, evicted, wait } = setUp();
    const slow = present(enter('slow'));
    intake.grow(slow, 100);
    wait(10);
    const quick = present(enter('quick'));
    expect(intake.grow(quick, 50)).toBe(true);
    expect(evicted).toEqual(['slow']);
    wait(10);
    expect(intake.grow(quick, 51)).toBe(false);
    expect(evicted).toEqual(['slow']);
  });
});
