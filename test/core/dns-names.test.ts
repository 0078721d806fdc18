import { describe, expect, test } from 'vitest';
import { isDnsLabel, isDnsSubdomain } from '../../src/core/dns-names.ts';

describe('isDnsLabel', () => {
  test.each([
    ['one letter', 'a', true],
    ['digits', '123', true],
    ['an inner hyphen', 'a-b', true],
    ['63 characters', 'a'.repeat(63), true],
    ['nothing', '', false],
    ['64 characters', 'a'.repeat(64), false],
    ['upper case', 'Fast', false],
    ['a leading hyphen', '-a', false],
    ['a trailing hyphen', 'a-', false],
    ['a point', 'a.b', false],
    ['an underscore', 'a_b', false],
    ['a line break at the end', 'a\n', false],
    ['a megabyte of hyphens', `a${'-'.repeat(1_000_000)}`, false],
  ])('judges %s', (_reason, text, expected) => {
    expect(isDnsLabel(text)).toBe(expected);
  });
});

describe('isDnsSubdomain', () => {
  test.each([
    ['one label', 'fast', true],
    ['several labels', 'com.iomesh.csi-driver', true],
    ['a label of more than 63 characters, which Kubernetes allows', 'a'.repeat(200), true],
    ['253 characters', `${'a'.repeat(126)}.${'b'.repeat(126)}`, true],
    ['nothing', '', false],
    ['254 characters', `${'a'.repeat(126)}.${'b'.repeat(127)}`, false],
    ['two points in a row', 'a..b', false],
    ['a trailing point', 'a.', false],
    ['a label that ends with a hyphen', 'a-.b', false],
    ['upper case', 'Topolvm.io', false],
  ])('judges %s', (_reason, text, expected) => {
    expect(isDnsSubdomain(text)).toBe(expected);
  });
});
