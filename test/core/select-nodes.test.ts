import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeSelectorPredicate } from '../../src/core/node-affinity.ts';
import { selectNodes } from '../../src/core/select-nodes.ts';
import { CONSTRAINT, TERMS } from '../support/affinity-arbitraries.ts';
import { NODES } from '../support/affinity.ts';

test('selects the nodes on which the terms hold, in their order', () => {
  fc.assert(
    fc.property(fc.oneof(TERMS, CONSTRAINT), fc.shuffledSubarray([...NODES]), (terms, nodes) => {
      expect(selectNodes(terms, nodes)).toEqual(nodes.filter(nodeSelectorPredicate(terms)));
    }),
  );
});

test('selects a node once, however often its label is listed', () => {
  const [first] = NODES;
  const name = first?.labels.get('kubernetes.io/hostname');
  const values = name === undefined ? [] : [name, name];
  const term = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values }] };
  expect(selectNodes([term], NODES)).toEqual([first]);
});
