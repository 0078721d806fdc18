import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { encodeFilterResult, encodePriorities } from '../../src/scheduler/extender-result.ts';
import type { Verdict } from '../../src/scheduler/predicate.ts';

const VERDICT: Verdict = {
  passed: ['n2'],
  failed: new Map(),
  unresolvable: new Map([['n1', 'ssd: needs 100Gi']]),
};

function nodeOf(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: { aFieldOfTheFuture: [1] } };
}

test('names are answered with names', () => {
  expect(encodeFilterResult(VERDICT, { form: 'names', names: ['n1', 'n2'] })).toEqual({
    Nodes: null,
    NodeNames: ['n2'],
    FailedNodes: null,
    FailedAndUnresolvableNodes: { n1: 'ssd: needs 100Gi' },
    Error: '',
  });
});

test('nodes are answered with the nodes as they were given', () => {
  const objects = [nodeOf('n1'), nodeOf('n2')];
  expect(encodeFilterResult(VERDICT, { form: 'objects', objects })).toMatchObject({
    Nodes: { metadata: {}, items: [objects[1]] },
    NodeNames: null,
  });
});

test('a node may have the name of something that objects inherit', () => {
  const unresolvable = new Map([['__proto__', 'no ssd capacity reported']]);
  const result = encodeFilterResult({ ...VERDICT, unresolvable }, { form: 'names', names: [] });
  expect(JSON.stringify(result)).toContain('{"__proto__":"no ssd capacity reported"}');
});

test('scores are answered by host, none with null', () => {
  expect(encodePriorities([{ node: 'n1', score: 7 }])).toEqual([{ Host: 'n1', Score: 7 }]);
  expect(encodePriorities(null)).toBeNull();
});
