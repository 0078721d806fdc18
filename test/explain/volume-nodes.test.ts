import { expect, test } from 'vitest';
import type { NodeSelectorTerm } from '../../src/core/node-selector.ts';
import { labelTerm, nameTerms } from '../../src/core/node-selector.ts';
import { bareNode } from '../../src/core/node.ts';
import { nodesOfTerms } from '../../src/explain/volume-nodes.ts';

const NODES = [
  bareNode('n1', new Map([['zone', 'a']])),
  bareNode('n2', new Map([['zone', 'a']])),
  bareNode('n3', new Map([['zone', 'b']])),
  bareNode('n4'),
];

test.each<[string, readonly NodeSelectorTerm[], readonly string[]]>([
  ['one label with one value', [labelTerm('zone', ['a'])], ['n1', 'n2']],
  ['a value that no node has', [labelTerm('zone', ['c'])], []],
  ['several values', [labelTerm('zone', ['a', 'b'])], ['n1', 'n2', 'n3']],
  ['several terms', [labelTerm('zone', ['b']), ...nameTerms(['n4'])], ['n3', 'n4']],
  ['another operator', [{ matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }], ['n4']],
  ['a label and a name', [{ ...labelTerm('zone', ['a']), ...nameTerms(['n2'])[0] }], ['n2']],
  ['no term', [], []],
])('%s', (_name, terms, names) => {
  expect(nodesOfTerms(NODES)(terms).map(({ name }) => name)).toEqual(names);
});
