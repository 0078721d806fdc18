import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import type { ReservationMetrics } from '../../../src/scheduler/reservations/metrics.ts';
import { Reservations } from '../../../src/scheduler/reservations/reservations.ts';
import { TIMES } from '../../../src/scheduler/reservations/times.ts';
import { contextOf, storageClass } from '../../support/objects.ts';
import { lvmNode } from '../fixtures.ts';
import { claimOf, GIB, Harness, podOf } from './harness.ts';
import { apiTime, nodeObject, volumeObject } from './model-objects.ts';
import { START, VirtualTime } from './virtual-time.ts';

const N1 = lvmNode('n1', { ssd: 10n * GIB });

/** A pod of the API, with what has become of it. */
function podNow(name: string, spec: object, status: object): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', uid: name },
    spec: { ...spec },
    status: { ...status },
  };
}

describe('what happens in the cluster', () => {
  function withPod(): Harness {
    const harness = new Harness([N1, lvmNode('n2', { ssd: 10n * GIB }), claimOf('a')]);
    harness.filter(podOf('p', ['a']));
    expect(harness.held()).toEqual(['a tentative on n1 n2']);
    return harness;
  }

  const refused = {
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'x' }],
  };

  test.each<[string, (harness: Harness) => void, readonly string[]]>([
    ['a node is chosen', harness => harness.put(claimOf('a', { selected: 'n2' })), ['a confirmed on n2']],
    [
      'the pod is nominated',
      harness => harness.put(podNow('p', {}, { nominatedNodeName: 'n2' })),
      ['a tentative on n2'],
    ],
    ['the pod runs', harness => harness.put(podNow('p', { nodeName: 'n1' }, {})), ['a tentative on n1']],
    ['the pod has run', harness => harness.put(podNow('p', { nodeName: 'n1' }, { phase: 'Succeeded' })), []],
    ['the pod has failed', harness => harness.put(podNow('p', { nodeName: 'n1' }, { phase: 'Failed' })), []],
    ['kube-scheduler gives up', harness => harness.put(podNow('p', {}, refused)), []],
    ['the pod is deleted', harness => harness.remove(podOf('p', ['a'])), []],
    ['a node is deleted', harness => harness.remove(N1), ['a tentative on n2']],
    ['the claim is deleted', harness => harness.remove(claimOf('a')), []],
    [
      'another pod runs',
      harness => harness.put(podNow('q', { nodeName: 'n1' }, {})),
      ['a tentative on n1 n2'],
    ],
    [
      'something else happens',
      harness => harness.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'n1' } }),
      ['a tentative on n1 n2'],
    ],
  ])('%s', async (_name, happens, held) => {
    const harness = withPod();
    happens(harness);
    await harness.pass(TIMES.abandoned);
    expect(harness.held()).toEqual(held);
  });

  test('a pod that looks as it did when it was filtered says nothing new', async () => {
    const harness = new Harness([N1, claimOf('a')]);
    const pod = { ...podOf('p', ['a']), status: refused };
    harness.filter(pod);
    harness.put(pod);
    await harness.pass(TIMES.abandoned);
    expect(harness.held()).toEqual(['a tentative on n1']);
  });

  test('a volume may become known after its claim is bound to it', () => {
    const claim = {
      name: 'a',
      uid: 'a',
      node: 'n1',
      gib: 3,
      isBound: true,
      isGone: false,
      assumed: 'n1',
      madeAt: START,
    };
    const harness = new Harness([N1]);
    harness.put(volumeObject(claim, START));
    expect(harness.held()).toEqual([]);
    const bound = claimOf('a', { volumeName: 'pv-a' });
    const later = new Harness([N1, bound]);
    expect(later.held()).toEqual([]);
    later.put(volumeObject(claim, START));
    expect(later.held()).toEqual(['a created on n1']);
  });

  test('a claim that has lost its volume holds nothing', () => {
    const lost = { ...claimOf('a', { selected: 'n1', volumeName: 'pv-a' }), status: { phase: 'Lost' } };
    expect(new Harness([N1, lost]).held()).toEqual([]);
  });

  test('a claim that is resized holds what it is to grow by', () => {
    const harness = new Harness([N1]);
    const claim = { volumeName: 'pv-a', selected: 'n1', gib: 5 };
    const old: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'pv-a', creationTimestamp: apiTime(START - 86_400_000) },
    };
    harness.put(old, claimOf('a', { ...claim, capacityGib: 3 }));
    expect([harness.held(), harness.free('n1')]).toEqual([['a growth confirmed on n1'], 8]);
    harness.put(claimOf('a', { ...claim, capacityGib: 5 }));
    expect([harness.held(), harness.free('n1')]).toEqual([['a growth created on n1'], 8]);
    harness.put(lvmNode('n1', { ssd: 8n * GIB }));
    expect([harness.held(), harness.free('n1')]).toEqual([[], 8]);
  });

  test('a volume that is a little smaller than asked for does not grow by what was rounded', () => {
    const claim = claimOf('a', { volumeName: 'pv-a', selected: 'n1', gib: 5, capacityGib: 5 });
    expect(new Harness([N1, volumeOf('pv-a'), claim]).held()).toEqual([]);
  });

  function volumeOf(name: string): KubernetesObject {
    const creationTimestamp = apiTime(START - 86_400_000);
    return { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name, creationTimestamp } };
  }
});

describe('as long as nothing is heard of', () => {
  test('claims, nothing runs out that was promised to pods', async () => {
    let age = 0;
    const harness = new Harness([N1, claimOf('a')], { ageOf: kind => (kind === 'Node' ? 0 : age) });
    harness.filter(podOf('p', ['a']));
    age = 1000;
    await harness.pass(TIMES.tentative);
    expect(harness.held()).toEqual(['a tentative on n1']);
    await harness.pass(1000);
    expect(harness.held()).toEqual([]);
  });

  test('nodes, what was made there still counts', async () => {
    const harness = new Harness([N1], { ageOf: kind => (kind === 'Node' ? TIMES.settle : undefined) });
    harness.put(claimOf('a', { selected: 'n1' }), lvmNode('n1', { ssd: 9n * GIB }));
    harness.put(claimOf('a', { selected: 'n1', volumeName: 'pv-a' }));
    await harness.pass(TIMES.settle);
    expect(harness.held()).toEqual(['a created on n1']);
    await harness.pass(TIMES.settle);
    expect(harness.held()).toEqual([]);
  });
});

describe('two names of one volume group', () => {
  const classes = [
    storageClass('default', 'topolvm.io'),
    storageClass('legacy', 'topolvm.cybozu.com', { 'topolvm.cybozu.com/device-class': 'ssd' }),
  ];

  test('are one pool once the administrator has said so', () => {
    const objects = [
      N1,
      ...classes,
      claimOf('a', { gib: 6 }),
      claimOf('b', { gib: 6, storageClassName: 'default' }),
    ];
    const harness = new Harness(objects, { settings: { topolvmDefaultDeviceClass: 'ssd' } });
    expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n1']);
    expect(harness.filter(podOf('q', ['b'])).passed).toEqual([]);
  });

  test('a legacy installation has pools of its own', () => {
    const both = lvmNode('n1', { ssd: 10n * GIB });
    const annotations = {
      'capacity.topolvm.io/ssd': String(10n * GIB),
      'capacity.topolvm.cybozu.com/ssd': String(10n * GIB),
    };
    const node = { ...both, metadata: { name: 'n1', annotations } };
    const harness = new Harness([
      node,
      ...classes,
      claimOf('a', { gib: 6 }),
      claimOf('b', { gib: 6, storageClassName: 'legacy' }),
    ]);
    expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n1']);
    expect(harness.filter(podOf('q', ['b'])).passed).toEqual(['n1']);
    expect(harness.free('n1', { driver: 'topolvm', pool: 'topolvm.cybozu.com/ssd' })).toBe(4);
  });
});

test('a volume that exists is no part of what its pod still needs, and counts against it', () => {
  const harness = new Harness([lvmNode('n1', { ssd: 5n * GIB }), claimOf('a'), claimOf('b')]);
  expect(harness.filter(podOf('p', ['a', 'b'])).passed).toEqual([]);
  harness.put(claimOf('a', { selected: 'n1' }), claimOf('a', { selected: 'n1', volumeName: 'pv-a' }));
  expect(harness.held()).toEqual(['a created on n1']);
  expect(harness.filter(podOf('p', ['a', 'b'])).passed).toEqual([]);
  harness.put(lvmNode('n1', { ssd: 2n * GIB }), lvmNode('n1', { ssd: 3n * GIB }));
  expect(harness.filter(podOf('p', ['a', 'b'])).passed).toEqual(['n1']);
});

test('a pod whose claims are not known yet is promised what its annotations say', () => {
  const annotations = { 'capacity.topolvm.io/ssd': String(6n * GIB) };
  const pod = podOf('p', ['a', 'b'], { metadata: { name: 'p', namespace: 'shop', uid: 'p', annotations } });
  const harness = new Harness([N1, claimOf('c')]);
  expect(harness.filter(pod).passed).toEqual(['n1']);
  expect(harness.filter(podOf('q', ['c'])).passed).toEqual(['n1']);
  expect(harness.free('n1')).toBe(1);
  harness.put(claimOf('a', { selected: 'n1' }));
  expect(harness.free('n1')).toBe(1);
  harness.put(claimOf('b', { selected: 'n1' }));
  expect(harness.free('n1')).toBe(1);
  expect(harness.filter(pod, ['n1']).passed).toEqual(['n1']);
});

describe('before it is rebuilt', () => {
  test('it says so, and what happens is left to the rebuilding', () => {
    const context = contextOf([storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }), N1]);
    const reservations = new Reservations({ mode: 'wait', context, clock: new VirtualTime() });
    expect([reservations.cannotDecide(), reservations.isCold]).toEqual([
      'reservations are not rebuilt yet',
      true,
    ]);
    reservations.note({ type: 'put', object: claimOf('a', { selected: 'n1' }) });
    expect(reservations.state.reservations.size).toBe(0);
    reservations.rebuild();
    expect([reservations.cannotDecide(), reservations.isCold]).toEqual([undefined, true]);
  });
});

test('what is held, what fails and how old the news are can be counted', () => {
  let count: (() => ReadonlyMap<string, number>) | undefined;
  let lag: (() => number) | undefined;
  let failures = 0;
  const metrics: ReservationMetrics = {
    watchReservations: ask => (count = ask),
    watchLag: ask => (lag = ask),
    waited: () => undefined,
    heldUp: () => undefined,
    failed: () => (failures += 1),
  };
  const ages: Readonly<Record<string, number>> = { Node: 700, PersistentVolumeClaim: 300 };
  const harness = new Harness(
    [N1, claimOf('a', { selected: 'n1' }), claimOf('b'), claimOf('c', { selected: 'n1' })],
    {
      metrics,
      ageOf: kind => ages[kind],
    },
  );
  harness.filter(podOf('p', ['b']));
  harness.put(claimOf('c'));
  expect([...(count?.() ?? [])]).toEqual([
    ['tentative', 1],
    ['confirmed', 1],
    ['created', 0],
  ]);
  expect([lag?.(), failures]).toEqual([700, 1]);
});

test('a node that reports at every moment says when', () => {
  expect(nodeObject({ name: 'n1', size: 1, taken: 0 }, START)).toMatchObject({
    metadata: { managedFields: [{ time: '2026-01-01T00:00:00Z' }] },
  });
});
