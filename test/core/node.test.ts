import { expect, test } from 'vitest';
import { decodeNode } from '../../src/core/node.ts';

test('a Node is read', () => {
  const node = {
    metadata: { name: 'a', labels: { zone: 'x', n: 1 }, annotations: { note: 'y' } },
    spec: { unschedulable: true },
  };
  expect(decodeNode(node)).toEqual({
    name: 'a',
    labels: new Map([['zone', 'x']]),
    annotations: new Map([['note', 'y']]),
    isUnschedulable: true,
  });
});

test('a Node without anything is read', () => {
  expect(decodeNode({ spec: { unschedulable: 'true' } })).toEqual({
    name: '',
    labels: new Map(),
    annotations: new Map(),
    isUnschedulable: false,
  });
});
