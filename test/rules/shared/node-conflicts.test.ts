import { describe, expect, test } from 'vitest';
import { ANYWHERE, defineDriver, NO_DEMAND } from '../../../src/core/driver.ts';
import type { NodeConstraint, Topology } from '../../../src/core/driver.ts';
import { nodeConflicts } from '../../../src/rules/shared/node-conflicts.ts';

function constraint(claims: readonly string[], nodes: readonly string[] | undefined): NodeConstraint {
  return { terms: [], claims, nodes: nodes && new Set(nodes), reason: 'a test' };
}

function wish(claims: readonly string[], nodes: readonly string[]): Topology['preferred'][number] {
  return { ...constraint(claims, nodes), weight: 1 };
}

const DRIVER = defineDriver({
  id: 'test',
  title: 'Test',
  provisioners: () => [],
  parameters: {},
  demand: () => NO_DEMAND,
  capacity: () => [],
  topology: () => ANYWHERE,
  claimTopology: () => undefined,
  defaultRequest: undefined,
  rules: [],
});

function conflicts(topology: Partial<Topology>): readonly string[] {
  const drivers = [{ driver: DRIVER, claims: [], topology: { ...ANYWHERE, ...topology } }];
  const storage = { path: [], pod: {}, namespace: 'default', claims: [], volumePath: () => [], drivers };
  return nodeConflicts(storage).map(pair =>
    pair.map(({ claims, strength }) => `${strength} ${claims.join('+')}`).join(' / '),
  );
}

describe('nodeConflicts', () => {
  test('sees claims that share no node', () => {
    const required = [constraint(['a'], ['n1', 'n2']), constraint(['b'], ['n3'])];
    expect(conflicts({ required })).toEqual(['required a / required b']);
  });

  test('sees no conflict where one node serves both', () => {
    const required = [constraint(['a'], ['n1', 'n2']), constraint(['b'], ['n2'])];
    expect(conflicts({ required })).toEqual([]);
  });

  test('compares volumes with clusters', () => {
    const enforced = [constraint(['a'], ['n1'])];
    expect(conflicts({ enforced, required: [constraint(['b'], ['n2'])] })).toEqual([
      'enforced a / required b',
    ]);
  });

  test('says nothing of nodes that cannot be named, and of no nodes at all', () => {
    const required = [constraint(['a'], undefined), constraint(['b'], []), constraint(['c'], ['n1'])];
    expect(conflicts({ required })).toEqual([]);
  });

  test('takes wishes of the same claims for alternatives', () => {
    const preferred = [wish(['a'], ['n1']), wish(['a'], ['n2'])];
    expect(conflicts({ preferred })).toEqual([]);
    expect(conflicts({ preferred, required: [constraint(['b'], ['n2'])] })).toEqual([]);
    const required = [constraint(['b'], ['n3'])];
    expect(conflicts({ preferred, required })).toEqual(['required b / preferred a']);
  });
});
