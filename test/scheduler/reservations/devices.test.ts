import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { TIMES } from '../../../src/scheduler/reservations/times.ts';
import { node, storageClass } from '../../support/objects.ts';
import { blockDevice, csiNode, LOCALPV } from '../fixtures.ts';
import { claimOf, Harness, podOf } from './harness.ts';
import type { ClaimFields } from './harness.ts';

const GB = 1e9;
const N1 = node('n1', { labels: { 'topology.iomesh-localpv-manager.csi/node': 'n1' } });
const N2 = node('n2', { labels: { 'topology.iomesh-localpv-manager.csi/node': 'n2' } });
const DEVICE = storageClass('device', LOCALPV, { volumeType: 'device' });
const SSD_ONLY = storageClass('ssd-device', LOCALPV, {
  volumeType: 'device',
  deviceSelector: 'matchLabels: {iomesh.com/bd-driverType: SSD}',
});
const THREE = [
  blockDevice('d9', 'n1', 9 * GB),
  blockDevice('d15', 'n1', 15 * GB),
  blockDevice('d20', 'n1', 20 * GB),
];

function claimFor(name: string, gib: number, fields: ClaimFields = {}): KubernetesObject {
  return claimOf(name, { gib, storageClassName: 'device', ...fields });
}

/** The same device, claimed by somebody. */
function taken(device: KubernetesObject): KubernetesObject {
  return { ...device, status: { state: 'Active', claimState: 'Claimed' } };
}

function harnessOf(...objects: readonly KubernetesObject[]): Harness {
  return new Harness([DEVICE, SSD_ONLY, N1, ...objects]);
}

/** The devices that are held, by claim and node. */
function devices({ reservations }: Harness): readonly string[] {
  return [...reservations.state.reservations.values()].flatMap(({ key, units }) =>
    [...(units ?? [])].map(([where, unit]) => `${key}: ${unit} of ${where}`),
  );
}

describe('disks of 9, 15 and 20 GB', () => {
  test('each claim is promised the smallest that is large enough and that nobody else was promised', () => {
    const harness = harnessOf(...THREE, ...['a', 'b', 'c'].map(name => claimFor(name, 9)));
    expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n1']);
    expect(harness.filter(podOf('q', ['b'])).passed).toEqual(['n1']);
    expect(devices(harness)).toEqual(['a: d15 of n1', 'b: d20 of n1']);
    const { passed, unresolvable } = harness.filter(podOf('r', ['c']));
    expect([passed, unresolvable.get('n1')]).toEqual([[], 'LocalPV: no free devices for its claims']);
  });

  test('a small claim may get the small one after all', () => {
    const harness = harnessOf(...THREE, ...['a', 'b'].map(name => claimFor(name, 9)), claimFor('c', 8));
    for (const [pod, claim] of [
      ['p', 'a'],
      ['q', 'b'],
      ['r', 'c'],
    ] as const) {
      expect(harness.filter(podOf(pod, [claim])).passed).toEqual(['n1']);
    }
    expect(devices(harness)).toEqual(['a: d15 of n1', 'b: d20 of n1', 'c: d9 of n1']);
  });

  test('the claims of one pod get one each', () => {
    const harness = harnessOf(...THREE, claimFor('a', 9), claimFor('b', 1));
    expect(harness.filter(podOf('p', ['a', 'b'])).passed).toEqual(['n1']);
    expect(devices(harness)).toEqual(['a: d15 of n1', 'b: d9 of n1']);
  });

  test('a pod is not in its own way', () => {
    const harness = harnessOf(THREE[2] ?? N1, claimFor('a', 9));
    for (let time = 0; time < 3; time += 1) expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n1']);
    expect(devices(harness)).toEqual(['a: d20 of n1']);
  });
});

describe('a device on its way', () => {
  const [, d15 = N1, d20 = N1] = THREE;

  test('stays promised on the chosen node until one is taken there and the claim is bound', () => {
    const harness = harnessOf(N2, ...THREE, blockDevice('other', 'n2', 20 * GB), claimFor('a', 9));
    harness.filter(podOf('p', ['a']));
    expect(devices(harness)).toEqual(['a: d15 of n1', 'a: other of n2']);
    harness.put(claimFor('a', 9, { selected: 'n1' }));
    expect([harness.held(), devices(harness)]).toEqual([['a confirmed on n1'], ['a: d15 of n1']]);
    harness.put(taken(d15));
    expect(harness.held()).toEqual(['a confirmed on n1']);
    harness.put(claimFor('a', 9, { selected: 'n1', volumeName: 'pv-a' }));
    expect(harness.held()).toEqual([]);
  });

  test('is let go also when the driver took another one', () => {
    const harness = harnessOf(...THREE, claimFor('a', 9));
    harness.filter(podOf('p', ['a']));
    harness.put(
      claimFor('a', 9, { selected: 'n1' }),
      claimFor('a', 9, { selected: 'n1', volumeName: 'pv-a' }),
    );
    expect(devices(harness)).toEqual(['a: d15 of n1']);
    harness.put(taken(d20));
    expect(harness.held()).toEqual([]);
  });

  test('is found again after a start, the closest fit that no other claim holds', () => {
    const harness = harnessOf(
      ...THREE,
      claimFor('a', 9, { selected: 'n1' }),
      claimFor('b', 9, { selected: 'n1' }),
    );
    expect(devices(harness)).toEqual(['a: d15 of n1', 'b: d20 of n1']);
  });

  test('of a claim that was never filtered is held all the same', () => {
    const harness = harnessOf(...THREE, claimFor('b', 9));
    harness.put(claimFor('a', 9, { selected: 'n1' }));
    expect(devices(harness)).toEqual(['a: d15 of n1']);
    harness.filter(podOf('q', ['b']));
    expect(devices(harness)).toEqual(['a: d15 of n1', 'b: d20 of n1']);
  });

  test('that exists is held by nobody after a start', () => {
    const harness = harnessOf(taken(d15), claimFor('a', 9, { selected: 'n1', volumeName: 'pv-a' }));
    expect(harness.held()).toEqual([]);
  });

  test('that could not be made leaves the node to smaller claims until something changes there', async () => {
    const harness = harnessOf(...THREE, claimFor('a', 9), claimFor('b', 9), claimFor('small', 8));
    harness.put(claimFor('a', 9, { selected: 'n1' }), claimFor('a', 9));
    const { passed, unresolvable } = harness.filter(podOf('q', ['b']));
    expect([passed, unresolvable.get('n1')]).toEqual([[], 'device: needs 9Gi']);
    expect(harness.filter(podOf('r', ['small'])).passed).toEqual(['n1']);
    harness.put(taken(d15));
    expect(harness.filter(podOf('q', ['b'])).passed).toEqual(['n1']);
    harness.put(claimFor('b', 9, { selected: 'n1' }), claimFor('b', 9));
    expect(harness.filter(podOf('q', ['b'])).passed).toEqual([]);
    await harness.pass(TIMES.suspect);
    expect(harness.filter(podOf('q', ['b'])).passed).toEqual(['n1']);
  });
});

test('a pod waits also for devices that others may not take', async () => {
  const harness = harnessOf(
    N2,
    blockDevice('d1', 'n1', 20 * GB),
    blockDevice('d2', 'n2', 20 * GB),
    claimFor('a', 9),
    claimFor('b', 9),
  );
  harness.filter(podOf('p', ['a']));
  const answer = harness.ask(podOf('q', ['b']));
  expect(answer).toBeInstanceOf(Promise);
  harness.time.after(25, () => harness.put(claimFor('a', 9, { selected: 'n2' })));
  await harness.pass(25);
  expect((await answer).passed).toEqual(['n1']);
});

test('a pod may need bytes of one driver and devices of another', () => {
  const harness = harnessOf(csiNode('n1', LOCALPV, 'topolvm.io'), ...THREE, claimFor('a', 9), claimOf('b'));
  expect(harness.filter(podOf('p', ['a', 'b'])).unresolvable.get('n1')).toBe('no ssd capacity reported');
  expect(harness.held()).toEqual([]);
  harness.put({
    ...N1,
    metadata: { name: 'n1', annotations: { 'capacity.topolvm.io/ssd': String(5n << 30n) } },
  });
  expect(harness.filter(podOf('p', ['a', 'b'])).passed).toEqual(['n1']);
  expect(harness.held()).toEqual(['b tentative on n1', 'a tentative on n1']);
  expect([devices(harness), harness.free('n1')]).toEqual([['a: d15 of n1'], 2]);
});

test('directories are not counted, and nothing is held of them', () => {
  const hostpath = storageClass('hostpath', LOCALPV, { volumeType: 'hostpath', basePath: '/data' });
  const harness = harnessOf(hostpath, csiNode('n1', LOCALPV), claimOf('a', { storageClassName: 'hostpath' }));
  expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n1']);
  expect(harness.held()).toEqual([]);
});

test('a claim whose selector cannot be read is promised nothing, and nobody is kept from anything by it', () => {
  const odd = storageClass('odd', LOCALPV, { volumeType: 'device', deviceSelector: '{' });
  const harness = harnessOf(odd, ...THREE, claimOf('a', { storageClassName: 'odd' }), claimFor('b', 9));
  expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n1']);
  expect(devices(harness)).toEqual([]);
  expect(harness.filter(podOf('q', ['b'])).passed).toEqual(['n1']);
});

test('only devices that its selector allows are promised to a claim', () => {
  const hdd = blockDevice('hdd', 'n1', 10 * GB, 'HDD');
  const ssd = blockDevice('ssd', 'n1', 15 * GB, 'SSD');
  const harness = harnessOf(hdd, ssd, claimFor('a', 9, { storageClassName: 'ssd-device' }), claimFor('b', 9));
  harness.filter(podOf('p', ['a']));
  harness.filter(podOf('q', ['b']));
  expect(devices(harness)).toEqual(['a: ssd of n1', 'b: hdd of n1']);
});
