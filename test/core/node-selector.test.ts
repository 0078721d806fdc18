import { expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.ts';
import { nodeSelectorPredicate } from '../../src/core/node-affinity.ts';
import { labelTerm, listedValues, nameTerms } from '../../src/core/node-selector.ts';
import { bareNode } from '../../src/core/node.ts';

test.each<[string, JsonValue | undefined, readonly JsonValue[] | undefined]>([
  ['an In requirement', { key: 'zone', operator: 'In', values: ['a', 1] }, ['a', 1]],
  ['one without values', { key: 'zone', operator: 'In' }, []],
  ['another operator', { key: 'zone', operator: 'NotIn', values: ['a'] }, undefined],
  ['another label', { key: 'rack', operator: 'In', values: ['a'] }, undefined],
  ['no requirement', undefined, undefined],
])('listedValues of %s', (_reason, requirement, expected) => {
  expect(listedValues(requirement, 'zone')).toEqual(expected);
});

const NODES = ['a', 'b', 'c'].map(name => bareNode(name, new Map([['host', name.toUpperCase()]])));

test.each([
  ['by label', [labelTerm('host', ['A', 'C'])]],
  ['by name', nameTerms(['a', 'c'])],
])('terms select exactly the nodes meant, %s', (_reason, terms) => {
  expect(NODES.filter(nodeSelectorPredicate(terms)).map(({ name }) => name)).toEqual(['a', 'c']);
});
