import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excessIn } from '../../src/server/json-bounds.ts';

const LIMITS = { maxDepth: 3, maxMembers: 5 };

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('excessIn', () => {
  test.each<[string, string, RegExp | undefined]>([
    ['the deepest nesting allowed', '[{"a":[]}]', undefined],
    ['one level more', '[{"a":[[]]}]', /nested more than 3 levels/],
    ['closed containers, which are deep no more', '[[],{}][]', undefined],
    ['as many members as allowed', '[1,2,3,4,5]', undefined],
    ['one member more', '[1,2,3,4,5,6]', /more than 5 members/],
    ['one key more', '{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}', /more than 5 members/],
    ['empty containers, which count twice in a list', '[[],[],[]]', /more than 5 members/],
    ['brackets and commas in text', '["[[[[{{{{,,,,,,,,"]', undefined],
    ['escaped quotes in text', String.raw`["\"[[[[\\\"[[[["]`, undefined],
    ['a backslash at the end of text', String.raw`["\\",[[[]]]]`, /nested more than 3 levels/],
    ['text without an end', '["[[[[', undefined],
    ['a backslash at the very end', '["\\', undefined],
    ['nothing', '', undefined],
    ['closing brackets only', ']]]]}}}}', undefined],
  ])('judges %s', (_name, text, expected) => {
    const excess = excessIn(Buffer.from(text), LIMITS);
    if (expected === undefined) expect(excess).toBeUndefined();
    else expect(excess).toMatch(expected);
  });

  test('finds the depth that a walk through the value finds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 6 }), (value, maxDepth) => {
        const excess = excessIn(Buffer.from(JSON.stringify(value)), { maxDepth, maxMembers: Infinity });
        expect(excess !== undefined).toBe(depthOf(value) > maxDepth);
      }),
    );
  });
});
