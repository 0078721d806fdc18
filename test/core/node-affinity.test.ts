import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { podNodePredicate, nodeSelectorPredicate } from '../../src/core/node-affinity.ts';
import type { Node } from '../../src/core/node.ts';

const NODE: Node = {
  name: 'worker-1',
  labels: new Map([
    ['disktype', 'ssd'],
    ['cores', '16'],
    ['empty', ''],
    ['huge', '9223372036854775807'],
    ['beyond', '9223372036854775808'],
    ['word', 'many'],
  ]),
  annotations: new Map(),
  isUnschedulable: false,
};

function matchesExpression(key: JsonValue, operator: JsonValue, ...values: JsonValue[]): boolean {
  const expression = { key, operator, ...(values.length > 0 && { values }) };
  return nodeSelectorPredicate([{ matchExpressions: [expression] }])(NODE);
}

describe('a requirement on labels', () => {
  test.each<[string, JsonValue, JsonValue, JsonValue[], boolean]>([
    ['a listed value', 'disktype', 'In', ['hdd', 'ssd'], true],
    ['no listed value', 'disktype', 'In', ['hdd'], false],
    ['an absent label', 'zone', 'In', ['a'], false],
    ['an absent label against the empty value', 'zone', 'In', [''], false],
    ['an empty value', 'empty', 'In', [''], true],
    ['a listed value', 'disktype', 'NotIn', ['ssd'], false],
    ['no listed value', 'disktype', 'NotIn', ['hdd'], true],
    ['an absent label', 'zone', 'NotIn', ['a'], true],
    ['a present label', 'empty', 'Exists', [], true],
    ['an absent label', 'zone', 'Exists', [], false],
    ['a present label', 'empty', 'DoesNotExist', [], false],
    ['an absent label', 'zone', 'DoesNotExist', [], true],
    ['a greater number', 'cores', 'Gt', ['8'], true],
    ['an equal number', 'cores', 'Gt', ['16'], false],
    ['a number that is greater as text only', 'cores', 'Gt', ['100'], false],
    ['an absent label', 'zone', 'Gt', ['0'], false],
    ['a label that is no number', 'word', 'Gt', ['0'], false],
    ['an empty label', 'empty', 'Gt', ['0'], false],
    ['the greatest number', 'huge', 'Gt', ['9223372036854775806'], true],
    ['a number beyond int64', 'beyond', 'Gt', ['0'], false],
    ['a smaller number', 'cores', 'Lt', ['17'], true],
    ['an equal number', 'cores', 'Lt', ['16'], false],
    ['an absent label', 'zone', 'Lt', ['100'], false],
  ])('judges %s: %s %s', (_reason, key, operator, values, expected) => {
    expect(matchesExpression(key, operator, ...values)).toBe(expected);
  });

  test.each<[string, JsonValue, JsonValue, JsonValue[]]>([
    ['In without values', 'disktype', 'In', []],
    ['NotIn without values', 'zone', 'NotIn', []],
    ['Exists with values', 'disktype', 'Exists', ['ssd']],
    ['DoesNotExist with values', 'zone', 'DoesNotExist', ['a']],
    ['Gt without values', 'cores', 'Gt', []],
    ['Gt with two values', 'cores', 'Gt', ['8', '9']],
    ['Gt with a word', 'cores', 'Gt', ['few']],
    ['Gt with a fraction', 'cores', 'Gt', ['1.5']],
    ['Gt with a number that no label can hold', 'cores', 'Gt', ['-1']],
    ['Lt with a number beyond int64', 'cores', 'Lt', ['9223372036854775808']],
    ['an operator in lower case', 'disktype', 'in', ['ssd']],
    ['an operator that is no text', 'disktype', 1, ['ssd']],
    ['a key that is no label key', 'disk type', 'DoesNotExist', []],
    ['a key that is no text', null, 'DoesNotExist', []],
    ['a value that no label can hold', 'disktype', 'NotIn', ['a/b']],
    ['a value that is no text', 'cores', 'NotIn', [8]],
  ])('matches nothing with %s', (_reason, key, operator, values) => {
    expect(matchesExpression(key, operator, ...values)).toBe(false);
  });

  test('matches nothing when its values are no list', () => {
    const expression = { key: 'zone', operator: 'NotIn', values: 'a' };
    expect(nodeSelectorPredicate([{ matchExpressions: [expression] }])(NODE)).toBe(false);
  });
});

describe('a requirement on fields', () => {
  test.each<[string, JsonObject, boolean]>([
    ['the name', { key: 'metadata.name', operator: 'In', values: ['worker-1'] }, true],
    ['another name', { key: 'metadata.name', operator: 'In', values: ['worker-2'] }, false],
    ['the excluded name', { key: 'metadata.name', operator: 'NotIn', values: ['worker-1'] }, false],
    ['another excluded name', { key: 'metadata.name', operator: 'NotIn', values: ['worker-2'] }, true],
    ['two names', { key: 'metadata.name', operator: 'In', values: ['worker-1', 'worker-2'] }, false],
    ['no name', { key: 'metadata.name', operator: 'NotIn', values: [] }, false],
    ['an operator for labels only', { key: 'metadata.name', operator: 'Exists' }, false],
    [
      'an operator for labels only, with a value',
      { key: 'metadata.name', operator: 'Gt', values: ['1'] },
      false,
    ],
    ['a field that cannot be selected', { key: 'spec.podCIDR', operator: 'NotIn', values: ['x'] }, false],
  ])('judges %s', (_reason, requirement, expected) => {
    expect(nodeSelectorPredicate([{ matchFields: [requirement] }])(NODE)).toBe(expected);
  });
});

const SSD = { key: 'disktype', operator: 'In', values: ['ssd'] };
const HDD = { key: 'disktype', operator: 'In', values: ['hdd'] };
const NAMED = { key: 'metadata.name', operator: 'In', values: ['worker-1'] };
const OTHER = { key: 'metadata.name', operator: 'In', values: ['worker-2'] };

describe('nodeSelectorPredicate', () => {
  test.each<[string, JsonValue[], boolean]>([
    ['no terms', [], false],
    ['an empty term', [{}], false],
    ['empty lists', [{ matchExpressions: [], matchFields: [] }], false],
    ['null lists', [{ matchExpressions: null, matchFields: null }], false],
    ['a term that is no object', ['ssd', null], false],
    ['a list that is none', [{ matchExpressions: {}, matchFields: [NAMED] }], false],
    ['an expression that is none', [{ matchExpressions: [SSD, 'hdd'] }], false],
    ['all requirements of a term', [{ matchExpressions: [SSD], matchFields: [NAMED] }], true],
    ['one of two requirements of a term', [{ matchExpressions: [SSD, HDD] }], false],
    ['labels but not the name', [{ matchExpressions: [SSD], matchFields: [OTHER] }], false],
    ['one of two terms', [{ matchExpressions: [HDD] }, { matchExpressions: [SSD] }], true],
    ['a good term beside an empty one', [{}, { matchExpressions: [SSD] }], true],
    [
      'a good term beside a malformed one',
      [{ matchExpressions: [{ key: 'a' }] }, { matchExpressions: [SSD] }],
      true,
    ],
  ])('judges %s', (_reason, terms, expected) => {
    expect(nodeSelectorPredicate(terms)(NODE)).toBe(expected);
  });
});

function required(terms: JsonValue): JsonObject {
  const nodeSelector = { nodeSelectorTerms: terms };
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: nodeSelector } } };
}

describe('podNodePredicate', () => {
  test.each<[string, JsonObject | undefined, boolean]>([
    ['no spec', undefined, true],
    ['an empty spec', {}, true],
    ['null affinity', { affinity: null, nodeSelector: null }, true],
    [
      'preferred affinity only',
      { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } } },
      true,
    ],
    ['a matching node selector', { nodeSelector: { disktype: 'ssd', cores: '16' } }, true],
    ['a node selector that matches in part', { nodeSelector: { disktype: 'ssd', cores: '8' } }, false],
    ['a node selector with an absent label', { nodeSelector: { zone: '' } }, false],
    ['a node selector that is no text', { nodeSelector: { cores: 16 } }, false],
    ['matching affinity', required([{ matchExpressions: [SSD] }]), true],
    ['other affinity', required([{ matchExpressions: [HDD] }]), false],
    ['required affinity without terms', required([]), false],
    ['required affinity with an empty term', required([{}]), false],
    ['both, matching', { nodeSelector: { disktype: 'ssd' }, ...required([{ matchFields: [NAMED] }]) }, true],
    [
      'both, the selector not matching',
      { nodeSelector: { disktype: 'hdd' }, ...required([{ matchFields: [NAMED] }]) },
      false,
    ],
    [
      'both, the affinity not matching',
      { nodeSelector: { disktype: 'ssd' }, ...required([{ matchFields: [OTHER] }]) },
      false,
    ],
  ])('judges %s', (_reason, podSpec, expected) => {
    expect(podNodePredicate(podSpec)(NODE)).toBe(expected);
  });
});
