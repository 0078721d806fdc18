import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonPath, JsonValue } from '../../src/core/json.ts';
import { matchesLabelSelector, parseLabelSelector } from '../../src/core/label-selector.ts';

const LABELS = new Map([
  ['disktype', 'ssd'],
  ['empty', ''],
]);

describe('parseLabelSelector', () => {
  test.each<[string, JsonValue | undefined]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['null members', { matchLabels: null, matchExpressions: null }],
  ])('selects everything for %s', (_reason, value) => {
    expect(parseLabelSelector(value)).toEqual({ requirements: [] });
  });

  test('reads labels and expressions', () => {
    const selector = parseLabelSelector({
      matchLabels: { disktype: 'ssd' },
      matchExpressions: [
        { key: 'zone', operator: 'NotIn', values: ['a', 'b'] },
        { key: 'example.com/tag', operator: 'Exists' },
        { key: 'gone', operator: 'DoesNotExist', values: null },
      ],
    });
    expect(selector).toEqual({
      requirements: [
        { key: 'disktype', operator: 'In', values: ['ssd'] },
        { key: 'zone', operator: 'NotIn', values: ['a', 'b'] },
        { key: 'example.com/tag', operator: 'Exists', values: [] },
        { key: 'gone', operator: 'DoesNotExist', values: [] },
      ],
    });
  });

  test.each<[string, JsonValue, string, JsonPath]>([
    ['text', 'disktype=ssd', 'a label selector must be an object', []],
    ['a list', [], 'a label selector must be an object', []],
    ['an unknown field', { matchLabel: {} }, 'unknown field "matchLabel"', ['matchLabel']],
    ['labels that are a list', { matchLabels: [] }, 'matchLabels must be an object', ['matchLabels']],
    [
      'a label that is a number',
      { matchLabels: { cores: 8 } },
      'a label value must be a string',
      ['matchLabels', 'cores'],
    ],
    [
      'a label that is null',
      { matchLabels: { cores: null } },
      'a label value must be a string',
      ['matchLabels', 'cores'],
    ],
    [
      'a bad label key',
      { matchLabels: { 'disk type': 'ssd' } },
      '"disk type" is not a valid label key',
      ['matchLabels', 'disk type'],
    ],
    [
      'a bad label value',
      { matchLabels: { disktype: 'a/b' } },
      '"a/b" is not a valid label value',
      ['matchLabels', 'disktype'],
    ],
    [
      'expressions that are an object',
      { matchExpressions: {} },
      'matchExpressions must be a list',
      ['matchExpressions'],
    ],
    [
      'an expression that is text',
      { matchExpressions: [{ key: 'a', operator: 'Exists' }, 'b'] },
      'a requirement must be an object',
      ['matchExpressions', 1],
    ],
    [
      'an unknown field of an expression',
      { matchExpressions: [{ key: 'a', operator: 'In', value: ['b'] }] },
      'unknown field "value"',
      ['matchExpressions', 0, 'value'],
    ],
    [
      'an expression without key',
      { matchExpressions: [{ operator: 'Exists' }] },
      'key must be a string',
      ['matchExpressions', 0],
    ],
    [
      'an expression with a bad key',
      { matchExpressions: [{ key: '-', operator: 'Exists' }] },
      '"-" is not a valid label key',
      ['matchExpressions', 0, 'key'],
    ],
    [
      'an operator of node selectors',
      { matchExpressions: [{ key: 'cores', operator: 'Gt', values: ['8'] }] },
      'operator must be one of In, NotIn, Exists, DoesNotExist',
      ['matchExpressions', 0, 'operator'],
    ],
    [
      'an expression without operator',
      { matchExpressions: [{ key: 'cores' }] },
      'operator must be one of In, NotIn, Exists, DoesNotExist',
      ['matchExpressions', 0],
    ],
    [
      'In without values',
      { matchExpressions: [{ key: 'a', operator: 'In' }] },
      'operator In needs at least one value',
      ['matchExpressions', 0],
    ],
    [
      'NotIn with an empty list',
      { matchExpressions: [{ key: 'a', operator: 'NotIn', values: [] }] },
      'operator NotIn needs at least one value',
      ['matchExpressions', 0, 'values'],
    ],
    [
      'Exists with values',
      { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
      'operator Exists takes no values',
      ['matchExpressions', 0, 'values'],
    ],
    [
      'values that are text',
      { matchExpressions: [{ key: 'a', operator: 'In', values: 'b' }] },
      'values must be a list',
      ['matchExpressions', 0, 'values'],
    ],
    [
      'a value that is a number',
      { matchExpressions: [{ key: 'a', operator: 'In', values: ['b', 1] }] },
      'a label value must be a string',
      ['matchExpressions', 0, 'values', 1],
    ],
    [
      'a bad value',
      { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] },
      '"b c" is not a valid label value',
      ['matchExpressions', 0, 'values', 0],
    ],
  ])('refuses %s', (_reason, value, error, path) => {
    expect(parseLabelSelector(value)).toEqual({ error, path });
  });

  test('answers any JSON at all', () => {
    const field = fc.oneof(
      fc.jsonValue(),
      fc.array(fc.dictionary(fc.constantFrom('key', 'operator', 'values'), fc.jsonValue())),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('matchLabels', 'matchExpressions', '__proto__'), field),
        value => {
          const parsed = parseLabelSelector(value);
          expect('error' in parsed || Array.isArray(parsed.requirements)).toBe(true);
        },
      ),
    );
  });
});

describe('matchesLabelSelector', () => {
  test.each<[string, 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', string, string[], boolean]>([
    ['a listed value', 'In', 'disktype', ['hdd', 'ssd'], true],
    ['no listed value', 'In', 'disktype', ['hdd'], false],
    ['an absent label', 'In', 'zone', ['a'], false],
    ['an empty value', 'In', 'empty', [''], true],
    ['an absent label, which is not an empty value', 'In', 'zone', [''], false],
    ['a listed value', 'NotIn', 'disktype', ['ssd'], false],
    ['no listed value', 'NotIn', 'disktype', ['hdd'], true],
    ['an absent label', 'NotIn', 'zone', ['a'], true],
    ['a present label', 'Exists', 'disktype', [], true],
    ['a label with an empty value', 'Exists', 'empty', [], true],
    ['an absent label', 'Exists', 'zone', [], false],
    ['a present label', 'DoesNotExist', 'disktype', [], false],
    ['an absent label', 'DoesNotExist', 'zone', [], true],
  ])('judges %s by %s', (_reason, operator, key, values, expected) => {
    expect(matchesLabelSelector({ requirements: [{ key, operator, values }] }, LABELS)).toBe(expected);
  });

  test('demands all requirements', () => {
    const exists = { key: 'disktype', operator: 'Exists', values: [] } as const;
    const absent = { key: 'disktype', operator: 'DoesNotExist', values: [] } as const;
    expect(matchesLabelSelector({ requirements: [exists, absent] }, LABELS)).toBe(false);
    expect(matchesLabelSelector({ requirements: [] }, LABELS)).toBe(true);
  });
});
