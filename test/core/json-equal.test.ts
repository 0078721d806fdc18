import { describe, expect, test } from 'vitest';
import { equalJson } from '../../src/core/json-equal.ts';
import type { JsonValue } from '../../src/core/json.ts';

describe('equalJson', () => {
  test.each<[string, JsonValue | undefined, JsonValue | undefined, boolean]>([
    ['nothing', undefined, undefined, true],
    ['null and nothing', null, undefined, false],
    ['equal texts', 'a', 'a', true],
    ['a number and its text', 1, '1', false],
    ['equal arrays', [1, [2]], [1, [2]], true],
    ['arrays in another order', [1, 2], [2, 1], false],
    ['a longer array', [1, 2], [1], false],
    ['an array and an object', [], {}, false],
    ['an object and an array', {}, [], false],
    ['members in another order', { a: 1, b: { c: null } }, { b: { c: null }, a: 1 }, true],
    ['another value', { a: 1 }, { a: 2 }, false],
    ['another key', { a: 1 }, { b: 1 }, false],
    ['one member more', { a: 1 }, { a: 1, b: 2 }, false],
    ['one member less', { a: 1, b: 2 }, { a: 1 }, false],
    ['an undefined member, which is none', { a: 1, b: undefined }, { a: 1 }, true],
    [
      'an inherited member, which is none',
      JSON.parse('{"constructor":{}}'),
      JSON.parse('{"toString":{}}'),
      false,
    ],
    ['a key that is special elsewhere', JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}'), false],
  ])('compares %s', (_reason, left, right, expected) => {
    expect(equalJson(left, right)).toBe(expected);
  });
});
