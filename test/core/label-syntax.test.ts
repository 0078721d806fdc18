import { describe, expect, test } from 'vitest';
import { isLabelKey, isLabelValue } from '../../src/core/label-syntax.ts';

describe('isLabelKey', () => {
  test.each([
    ['a plain name', 'disktype', true],
    ['a prefixed name', 'kubernetes.io/hostname', true],
    ['upper case in the name', 'topology.kubernetes.io/Zone', true],
    ['inner punctuation', 'a-b_c.d', true],
    ['63 characters', 'a'.repeat(63), true],
    ['a key of every object, which is a plain name here', 'constructor', true],
    ['nothing', '', false],
    ['64 characters', 'a'.repeat(64), false],
    ['an empty prefix', '/name', false],
    ['an empty name', 'example.com/', false],
    ['two slashes', 'a/b/c', false],
    ['upper case in the prefix', 'Example.com/name', false],
    ['a leading hyphen', '-a', false],
    ['a trailing underscore', 'a_', false],
    ['a leading underscore', '__proto__', false],
    ['a space', 'disk type', false],
  ])('judges %s', (_reason, text, expected) => {
    expect(isLabelKey(text)).toBe(expected);
  });
});

describe('isLabelValue', () => {
  test.each([
    ['nothing', '', true],
    ['a word', 'ssd', true],
    ['inner punctuation', 'node-1.example_com', true],
    ['63 characters', 'a'.repeat(63), true],
    ['64 characters', 'a'.repeat(64), false],
    ['a slash', 'a/b', false],
    ['a leading minus sign', '-1', false],
    ['a trailing point', 'a.', false],
    ['a space', 'a b', false],
  ])('judges %s', (_reason, text, expected) => {
    expect(isLabelValue(text)).toBe(expected);
  });
});
