import { describe, expect, test } from 'vitest';
import { nodeSelectorPredicate } from '../../../../src/core/node-affinity.ts';
import { decodeNode } from '../../../../src/core/node.ts';
import type { Node } from '../../../../src/core/node.ts';
import { knownNodes, termsOf } from '../../../../src/drivers/iomesh-localpv/nodes/known-nodes.ts';
import { blockDevice, contextOf, node, NODE_LABEL } from '../fixtures.ts';

const HOSTNAME = 'kubernetes.io/hostname';

function nodes(labels: Readonly<Record<string, Readonly<Record<string, string>>>>): readonly Node[] {
  return Object.entries(labels).map(([name, own]) => decodeNode(node(name, own)));
}

describe('the terms for nodes n1 and n2', () => {
  test.each([
    [
      "use the driver's label when both have it",
      { n1: { [NODE_LABEL]: 'a', [HOSTNAME]: 'h1' }, n2: { [NODE_LABEL]: 'b', [HOSTNAME]: 'h2' }, n3: {} },
      [{ matchExpressions: [{ key: NODE_LABEL, operator: 'In', values: ['a', 'b'] }] }],
    ],
    [
      "use the hostname label when one lacks the driver's",
      { n1: { [NODE_LABEL]: 'a', [HOSTNAME]: 'h1' }, n2: { [HOSTNAME]: 'h2' }, n3: { [HOSTNAME]: 'h3' } },
      [{ matchExpressions: [{ key: HOSTNAME, operator: 'In', values: ['h1', 'h2'] }] }],
    ],
    [
      'use names when a third node has the same hostname',
      { n1: { [HOSTNAME]: 'h1' }, n2: { [HOSTNAME]: 'h2' }, n3: { [HOSTNAME]: 'h2' } },
      ['n1', 'n2'].map(name => ({ matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] })),
    ],
    [
      'use names when one has no label',
      { n1: { [HOSTNAME]: 'h1' }, n2: {}, n3: {} },
      ['n1', 'n2'].map(name => ({ matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] })),
    ],
  ])('%s, and select just these', (_reason, labels, expected) => {
    const all = nodes(labels);
    const terms = termsOf(all.slice(0, 2), all);
    expect(terms).toEqual(expected);
    const selected = all.filter(nodeSelectorPredicate(terms)).map(({ name }) => name);
    expect(selected).toEqual(['n1', 'n2']);
  });
});

describe('the known nodes', () => {
  const objects = [node('n1'), blockDevice('bd-1', { node: 'n1' }), blockDevice('bd-2', { node: 'n7' })];

  test('are the Nodes of a whole cluster', () => {
    expect(knownNodes(contextOf(objects).lookup).map(({ name }) => name)).toEqual(['n1']);
  });

  test('include those that only devices speak of in a partial state', () => {
    expect(knownNodes(contextOf(objects, new Set()).lookup).map(({ name }) => name)).toEqual(['n1', 'n7']);
  });
});
