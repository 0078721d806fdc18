import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../../src/core/json.ts';
import { ObjectStore } from '../../../../src/core/object-store.ts';
import { hostnamesOf, listedHostnames } from '../../../../src/drivers/iomesh/clusters/affinity.ts';

const ZONE_A = { key: 'zone', operator: 'In', values: ['a'] };

function hosts(...values: readonly JsonValue[]): JsonValue {
  return { key: 'kubernetes.io/hostname', operator: 'In', values };
}

function term(...matchExpressions: readonly JsonValue[]): JsonValue {
  return { matchExpressions };
}

function affinity(...nodeSelectorTerms: readonly JsonValue[]): JsonValue {
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}

function store(
  complete: boolean,
  labels: Readonly<Record<string, Readonly<Record<string, string>>>>,
): ObjectStore {
  const nodes = new ObjectStore({ complete: complete ? 'all' : new Set() });
  for (const [name, own] of Object.entries(labels))
    nodes.set({ apiVersion: 'v1', kind: 'Node', metadata: { name, labels: own } });
  return nodes;
}

const NODES = {
  n0: { 'kubernetes.io/hostname': 'host-0', zone: 'a' },
  n1: { 'kubernetes.io/hostname': 'host-1', zone: 'b' },
  n2: { zone: 'a' },
};

describe('hostnamesOf', () => {
  test.each([
    ['lists need no Nodes', affinity(term(hosts('a', 'b'))), {}, ['a', 'b']],
    ['ORed lists add up', affinity(term(hosts('a')), term(hosts('b', 'a'))), {}, ['a', 'b']],
    ['empty terms add nothing', affinity({}, term(hosts('a'))), {}, ['a']],
    ['values that are no text are left out', affinity(term(hosts('a', 7))), {}, ['a']],
    ['other labels are looked up', affinity(term(ZONE_A)), NODES, ['host-0', 'n2']],
    ['a narrowed list is looked up', affinity(term(hosts('host-0', 'host-1'), ZONE_A)), NODES, ['host-0']],
  ])('%s', (_reason, value, labels, expected) => {
    expect([...(hostnamesOf(value, store(false, labels)) ?? [])]).toEqual(expected);
  });

  test.each([
    ['there is no affinity', undefined, {}, false],
    ['there are no terms', affinity(), {}, false],
    ['no Node is in the state', affinity(term(ZONE_A)), {}, false],
  ])('is undefined when %s', (_reason, value, labels, complete) => {
    expect(hostnamesOf(value, store(complete, labels))).toBeUndefined();
  });

  test('is empty when the whole cluster has no such node', () => {
    expect(hostnamesOf(affinity(term(ZONE_A)), store(true, {}))).toEqual(new Set());
  });
});

test('listedHostnames names each hostname with its place', () => {
  const places = listedHostnames(affinity(term(ZONE_A, hosts('a')), term(hosts('b'))));
  expect(places.map(({ hostname }) => hostname)).toEqual(['a', 'b']);
  expect(places[0]?.path.slice(2)).toEqual(['nodeSelectorTerms', 0, 'matchExpressions', 1, 'values', 0]);
});
