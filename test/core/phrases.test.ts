import { expect, test } from 'vitest';
import { listSome, quote } from '../../src/core/phrases.ts';

test.each([
  ['nothing', [], ''],
  ['three things', ['a', 'b', 'c'], 'a, b, c'],
  ['more than three', ['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('listSome lists %s', (_reason, things, expected) => {
  expect(listSome(things)).toBe(expected);
});

test.each([
  ['a string as it is', 'say "hi"', '"say "hi""'],
  ['an object as JSON', { a: [null] }, '{"a":[null]}'],
  ['what is no JSON in words', undefined, 'nothing'],
])('quote writes %s', (_reason, value, expected) => {
  expect(quote(value)).toBe(expected);
});
