import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { START } from './virtual-time.ts';
import { lvmNode } from '../fixtures.ts';
import { claimOf, GIB, Harness, podOf } from './harness.ts';
import { apiTime, nodeObject, volumeObject } from './model-objects.ts';
import { rebuild } from '../../../src/scheduler/reservations/rebuild.ts';

/** A node that reports so many GiB. */
function n1(gib: number): KubernetesObject {
  return lvmNode('n1', { ssd: BigInt(gib) * GIB });
}

const FIVE = [1, 2, 3, 4, 5].map(index => podOf(`p${index}`, [`c${index}`]));
const FIVE_CLAIMS = [1, 2, 3, 4, 5].map(index => claimOf(`c${index}`));

describe('five pods with 3 GiB each, one after another, on a node that reports 10 GiB', () => {
  function filtered(): Harness {
    const harness = new Harness([n1(10), ...FIVE_CLAIMS]);
    const passed = FIVE.map(pod => harness.filter(pod).passed.length);
    expect(passed).toEqual([1, 1, 1, 0, 0]);
    return harness;
  }

  const [pod1, , , pod4] = FIVE;
  if (pod1 === undefined || pod4 === undefined) throw new Error('there are five');

  test('three fit; the others hear why, and that evicting somebody would not help', () => {
    const harness = filtered();
    expect(harness.free('n1')).toBe(1);
    const { failed, unresolvable } = harness.filter(pod4);
    expect([failed.size, [...unresolvable]]).toEqual([0, [['n1', 'ssd: needs 3Gi']]]);
  });

  test('where a volume could not be made nothing of its size is tried until the node reports something new', () => {
    const harness = filtered();
    harness.put(claimOf('c1', { selected: 'n1' }));
    harness.put(claimOf('c1'));
    expect(harness.reservations.state.failures).toBe(1);
    expect(harness.filter(pod4).passed).toEqual([]);
    harness.put(n1(10));
    expect(harness.filter(pod4).passed).toEqual([]);
    harness.put(lvmNode('n1', { ssd: 10n * GIB - 1n }));
    expect(harness.filter(pod4).passed).toEqual(['n1']);
  });

  test('or until a minute has passed', async () => {
    const harness = filtered();
    for (const claim of ['c1', 'c2', 'c3']) harness.put(claimOf(claim, { selected: 'n1' }));
    harness.put(claimOf('c1'));
    await harness.pass(59_999);
    expect(harness.filter(pod4).passed).toEqual([]);
    await harness.pass(1);
    expect(harness.free('n1')).toBe(4);
    expect(harness.filter(pod4).passed).toEqual(['n1']);
  });

  test('something smaller than what failed may be tried all the same', () => {
    const harness = filtered();
    harness.put(claimOf('c1', { selected: 'n1' }));
    harness.put(claimOf('c1'), claimOf('small', { gib: 1 }));
    expect(harness.filter(podOf('p6', ['small'])).passed).toEqual(['n1']);
  });
});

describe('one reservation for a claim', () => {
  test('however often its pod is filtered', () => {
    const harness = new Harness([n1(10), claimOf('a')]);
    for (let time = 0; time < 3; time += 1) expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n1']);
    expect(harness.free('n1')).toBe(7);
  });

  test('of two pods', () => {
    const harness = new Harness([n1(3), claimOf('a')]);
    expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n1']);
    expect(harness.filter(podOf('q', ['a'])).passed).toEqual(['n1']);
    expect(harness.held()).toEqual(['a tentative on n1']);
  });

  test('and none once it is deleted', () => {
    const harness = new Harness([n1(10), claimOf('a')]);
    harness.filter(podOf('p', ['a']));
    harness.remove(claimOf('a'));
    expect(harness.free('n1')).toBe(10);
  });

  test('a claim of the same name that is made anew has its own', () => {
    const harness = new Harness([n1(10), claimOf('a', { uid: 'one' })]);
    harness.filter(podOf('p', ['a']));
    harness.put(claimOf('a', { uid: 'one', selected: 'n1' }));
    harness.remove(claimOf('a', { uid: 'one', selected: 'n1' }));
    harness.put(claimOf('a', { uid: 'two' }));
    harness.filter(podOf('p2', ['a']));
    expect(harness.held()).toEqual(['one created on n1', 'two tentative on n1']);
  });
});

describe('a volume of 3 GiB that is made on a node of 10 GiB', () => {
  const bound = claimOf('a', { selected: 'n1', volumeName: 'pv-a' });

  function confirmed(): Harness {
    const harness = new Harness([n1(10), claimOf('a')]);
    harness.filter(podOf('p', ['a']));
    harness.put(claimOf('a', { selected: 'n1' }));
    expect(harness.held()).toEqual(['a confirmed on n1']);
    expect(harness.free('n1')).toBe(7);
    return harness;
  }

  test('counts once its claim is bound, and no more once the node reports it', () => {
    const harness = confirmed();
    harness.put(bound);
    expect([harness.held(), harness.free('n1')]).toEqual([['a created on n1'], 7]);
    harness.put(n1(7));
    expect([harness.held(), harness.free('n1')]).toEqual([[], 7]);
  });

  test('also when the node reports it before its claim is bound', () => {
    const harness = confirmed();
    harness.put(n1(7));
    expect([harness.held(), harness.free('n1')]).toEqual([['a confirmed on n1'], 4]);
    harness.put(bound);
    expect([harness.held(), harness.free('n1')]).toEqual([[], 7]);
  });

  describe('while the extender is started anew', () => {
    /** The claim was bound five seconds ago; the node has reported at a moment after that, or never since. */
    function restarted(gib: number, reportedAfter?: number): Harness {
      const boundAt = START - 5_000;
      const volume = volumeObject(
        {
          name: 'a',
          uid: 'a',
          node: 'n1',
          gib: 3,
          isBound: true,
          isGone: false,
          assumed: 'n1',
          madeAt: boundAt,
        },
        boundAt,
      );
      const worker = { name: 'n1', size: gib, taken: 0 };
      const node = nodeObject(worker, boundAt + (reportedAfter ?? -60_000));
      return new Harness([node, volume, bound]);
    }

    test('before the node has reported it, it still counts', () => {
      expect(restarted(10).free('n1')).toBe(7);
    });

    test('after that it counts all the same as long as that cannot be told, and no longer than it may take', async () => {
      const harness = restarted(7, 0);
      expect(harness.free('n1')).toBe(4);
      await harness.pass(24_999);
      expect(harness.free('n1')).toBe(4);
      await harness.pass(1);
      expect(harness.free('n1')).toBe(7);
    });

    test('when the node says that it reported later, it does not count', () => {
      expect(restarted(7, 1_000).free('n1')).toBe(7);
    });
  });
});

test('a state is rebuilt from the cluster and the time alone, the same each time', () => {
  const objects = [
    n1(10),
    lvmNode('n2', { ssd: 10n * GIB }),
    claimOf('waiting'),
    claimOf('selected', { selected: 'n2', gib: 2 }),
    claimOf('bound', { selected: 'n1', volumeName: 'pv-bound', gib: 4 }),
    claimOf('elsewhere', { storageClassName: 'nfs', selected: 'n1' }),
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'pv-bound', creationTimestamp: apiTime(START) },
    },
  ];
  const { context } = new Harness(objects);
  const state = rebuild(context, START + 29_000);
  expect([...state.reservations.keys()]).toEqual(['bound', 'selected']);
  expect(rebuild(context, START + 29_000)).toEqual(state);
  expect([...rebuild(context, START + 30_000).reservations.keys()]).toEqual(['selected']);
});
