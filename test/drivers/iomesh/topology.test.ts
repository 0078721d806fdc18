import { describe, expect, test } from 'vitest';
import type { Topology } from '../../../src/core/driver.ts';
import { nameOf } from '../../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { podClaims } from '../../../src/core/pod-claim.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { iomesh } from '../../../src/drivers/iomesh/index.ts';
import { claim, contextOf, node, podWith } from '../../support/objects.ts';
import { cluster, componentPod, decodedClass, iomeshClass, volume } from './fixtures.ts';

const CLASS_ONE = iomeshClass('class-one', { iomeshCluster: 'one/one' });
const CLASS_TWO = iomeshClass('class-two', { iomeshCluster: 'two/two' });

function chunks(name: string, ...nodes: readonly string[]): readonly KubernetesObject[] {
  return nodes.map((worker, index) => componentPod(name, `${name}-chunk-${index}`, worker));
}

const STATE: readonly KubernetesObject[] = [
  ...['w0', 'w1', 'w2', 'w3', 'w4'].map(name => node(name)),
  cluster('one'),
  cluster('two'),
  CLASS_ONE,
  CLASS_TWO,
  ...chunks('one', 'w2', 'w0', 'w1'),
  ...chunks('two', 'w3', 'w4'),
];

/** The topology of a pod that mounts the given claims, all of which are in the state. */
function topologyOf(
  claims: readonly KubernetesObject[],
  state: readonly KubernetesObject[],
  settings: Partial<Settings> = {},
): Topology {
  const context = contextOf([...state, ...claims], settings);
  const names = claims.map(nameOf);
  return iomesh.topology(podClaims(podWith(names), 'shop', context.lookup), context);
}

function hostnames(...values: readonly string[]): object {
  return { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values }] };
}

const PENDING = claim('a', { storageClassName: 'class-one' });

describe('a claim that is not bound', () => {
  test('demands the nodes of its cluster, in order of their hostnames', () => {
    expect(topologyOf([PENDING], STATE)).toEqual({
      required: [
        {
          terms: [hostnames('w0', 'w1', 'w2')],
          nodes: new Set(['w2', 'w0', 'w1']),
          claims: ['a'],
          reason: 'IOMesh cluster one/one',
        },
      ],
      preferred: [],
      enforced: [],
    });
  });

  test('shares one demand with the other claims of its cluster', () => {
    const { required } = topologyOf([PENDING, claim('b', { storageClassName: 'class-one' })], STATE);
    expect(required.map(({ claims }) => claims)).toEqual([['a', 'b']]);
  });

  test('demands its own nodes beside a claim of another cluster', () => {
    const { required } = topologyOf([claim('b', { storageClassName: 'class-two' }), PENDING], STATE);
    expect(required.map(({ reason, terms, claims }) => ({ reason, terms, claims }))).toEqual([
      { reason: 'IOMesh cluster two/two', terms: [hostnames('w3', 'w4')], claims: ['b'] },
      { reason: 'IOMesh cluster one/one', terms: [hostnames('w0', 'w1', 'w2')], claims: ['a'] },
    ]);
  });

  test('demands nothing when the nodes of its cluster are unknown', () => {
    const { required } = topologyOf([PENDING], [CLASS_ONE, cluster('one')]);
    expect(required).toEqual([]);
  });

  test('demands nothing when its cluster is unknown', () => {
    const { required } = topologyOf(
      [claim('a', { storageClassName: 'open' })],
      [...STATE, iomeshClass('open')],
    );
    expect(required).toEqual([]);
  });

  test('demands nothing when its class is not there', () => {
    expect(topologyOf([claim('a', { storageClassName: 'gone' })], STATE).required).toEqual([]);
  });
});

describe('the names of nodes', () => {
  const state = [CLASS_ONE, ...chunks('one', 'w0', 'w1')];

  test('are written as hostname labels, which may differ', () => {
    const renamed = node('w0', { labels: { 'kubernetes.io/hostname': 'z-host' } });
    const { required } = topologyOf([PENDING], [...state, renamed, node('w1')]);
    expect(required[0]?.terms).toEqual([hostnames('w1', 'z-host')]);
    expect(required[0]?.nodes).toEqual(new Set(['w0', 'w1']));
  });

  test.each<[string, readonly KubernetesObject[]]>([
    [
      'two nodes share a hostname',
      [node('w0'), node('w1'), node('w9', { labels: { 'kubernetes.io/hostname': 'w1' } })],
    ],
    ['a node has no hostname', [node('w0'), { apiVersion: 'v1', kind: 'Node', metadata: { name: 'w1' } }]],
    ['a node is not in the state', [node('w0')]],
  ])('are written one by one when %s', (_reason, nodes) => {
    const { required } = topologyOf([PENDING], [...state, ...nodes]);
    expect(required[0]?.terms).toEqual([
      { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['w0'] }] },
      { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['w1'] }] },
    ]);
  });
});

describe('a bound claim', () => {
  const bound = claim('a', { storageClassName: 'class-one', volumeName: 'pv-a', phase: 'Bound' });
  const tied = volume('pv-a', 'class-one', { key: 'kubernetes.io/hostname', values: ['w1'] });

  test('is left to the scheduler when its volume is tied to nodes', () => {
    const { required, enforced } = topologyOf([bound], [...STATE, tied]);
    expect(required).toEqual([]);
    expect(enforced).toEqual([
      {
        terms: [hostnames('w1')],
        nodes: new Set(['w1']),
        claims: ['a'],
        reason: 'PersistentVolume pv-a',
      },
    ]);
  });

  test('demands the nodes of its cluster when its volume is tied to none', () => {
    const { required, enforced } = topologyOf([bound], [...STATE, volume('pv-a', 'class-one')]);
    expect(required.map(({ claims }) => claims)).toEqual([['a']]);
    expect(enforced).toEqual([]);
  });

  test('demands the nodes of its cluster when its volume is not in the state', () => {
    expect(topologyOf([bound], STATE).required).toHaveLength(1);
  });

  test('adds its name to no demand of a sibling that is not bound', () => {
    const { required } = topologyOf([bound, claim('b', { storageClassName: 'class-one' })], [...STATE, tied]);
    expect(required.map(({ claims }) => claims)).toEqual([['b']]);
  });

  test('has unknown nodes when the state holds none', () => {
    const context = contextOf([CLASS_ONE, bound, tied], {}, { complete: new Set() });
    const { enforced } = iomesh.topology(podClaims(podWith(['a']), 'shop', context.lookup), context);
    expect(enforced[0]?.nodes).toBeUndefined();
  });
});

describe('the mode of the affinity', () => {
  const bound = claim('b', { storageClassName: 'class-two', volumeName: 'pv-b', phase: 'Bound' });
  const state = [...STATE, volume('pv-b', 'class-two', { key: 'kubernetes.io/hostname', values: ['w3'] })];

  test('preferred turns the demand into the strongest wish', () => {
    const { required, preferred, enforced } = topologyOf([PENDING, bound], state, {
      iomeshAffinity: 'preferred',
    });
    expect(required).toEqual([]);
    expect(preferred.map(({ weight, claims }) => ({ weight, claims }))).toEqual([
      { weight: 100, claims: ['a'] },
    ]);
    expect(enforced).toHaveLength(1);
  });

  test('off leaves only what the scheduler does by itself', () => {
    const { required, preferred, enforced } = topologyOf([PENDING, bound], state, { iomeshAffinity: 'off' });
    expect([required, preferred]).toEqual([[], []]);
    expect(enforced).toHaveLength(1);
  });
});

describe('the driver', () => {
  const context = contextOf(STATE);

  test('names the topology of a claim by its cluster', () => {
    expect(iomesh.claimTopology(decodedClass({ iomeshCluster: 'one/one' }), context)).toBe('one/one');
    expect(iomesh.claimTopology(decodedClass({}), context)).toBeUndefined();
  });

  test('needs no capacity of any node', () => {
    const demand = iomesh.demand(
      podClaims(podWith(['a']), 'shop', contextOf([...STATE, PENDING]).lookup),
      context,
    );
    expect([...demand.resources, ...demand.annotations, ...demand.pools]).toEqual([]);
    expect(
      iomesh.capacity(
        { name: 'w0', labels: new Map(), annotations: new Map(), isUnschedulable: false },
        context,
      ),
    ).toEqual([]);
  });
});
