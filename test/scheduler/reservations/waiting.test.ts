import { describe, expect, test } from 'vitest';
import { REASON } from '../../../src/scheduler/reasons.ts';
import type { ReservationMetrics } from '../../../src/scheduler/reservations/metrics.ts';
import { DEFAULT_EXTENDER_CONFIG } from '../../../src/scheduler/extender-config.ts';
import type { Verdict } from '../../../src/scheduler/predicate.ts';
import { TIMES } from '../../../src/scheduler/reservations/times.ts';
import { lvmNode } from '../fixtures.ts';
import { claimOf, GIB, Harness, podOf } from './harness.ts';
import type { HarnessOptions } from './harness.ts';

function nodes(...gib: readonly number[]) {
  return gib.map((size, index) => lvmNode(`n${index + 1}`, { ssd: BigInt(size) * GIB }));
}

const CLAIMS = ['a', 'b', 'c', 'd'].map(name => claimOf(name));
const POD = podOf('q', ['b']);

/** Metrics that are written down. */
function counted() {
  const seen: unknown[] = [];
  const metrics: ReservationMetrics = {
    watchReservations: () => undefined,
    watchLag: () => undefined,
    waited: milliseconds => seen.push(['waited', milliseconds]),
    heldUp: () => seen.push('held up'),
    failed: () => seen.push('failed'),
  };
  return { seen, metrics };
}

/** Two nodes with room for one volume each; pod `p` was told both, so that nothing is left for anybody else. */
function crowded(options: HarnessOptions = {}): Harness {
  const harness = new Harness([...nodes(3, 3), ...CLAIMS], options);
  expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n1', 'n2']);
  return harness;
}

/** Follows an answer that has not come yet. */
function follow(answer: Verdict | Promise<Verdict>): { passed?: readonly string[] } {
  const followed: { passed?: readonly string[] } = {};
  void Promise.resolve(answer).then(({ passed }) => (followed.passed = passed));
  return followed;
}

describe('a pod for which only open reservations leave no room', () => {
  test('waits until it is decided who takes what, and gets the rest', async () => {
    const { seen, metrics } = counted();
    const harness = crowded({ metrics });
    const answer = follow(harness.ask(POD));
    harness.time.after(40, () => harness.put(claimOf('a', { selected: 'n1' })));
    await harness.pass(39);
    expect(answer.passed).toBeUndefined();
    await harness.pass(1);
    expect(answer.passed).toEqual(['n2']);
    expect(seen).toEqual([['waited', 40]]);
  });

  test('does not wait for longer than it may', async () => {
    const { seen, metrics } = counted();
    const harness = crowded({ metrics });
    const answer = follow(harness.ask(POD));
    await harness.pass(TIMES.wait - 1);
    expect(answer.passed).toBeUndefined();
    await harness.pass(1);
    expect(answer.passed).toEqual([]);
    expect(seen).toEqual([['waited', TIMES.wait], 'held up']);
  });

  test('looks at everything anew after each change', async () => {
    const harness = crowded();
    const answer = follow(harness.ask(POD));
    harness.time.after(10, () => harness.put(claimOf('b', { gib: 2 })));
    harness.time.after(20, () => harness.put(lvmNode('n2', { ssd: 9n * GIB })));
    harness.time.after(30, () => harness.put(claimOf('d', { selected: 'n1' })));
    await harness.pass(35);
    expect(answer.passed).toEqual(['n2']);
  });

  test('of two that wait one gets what becomes free, and the other is told so', async () => {
    const harness = crowded();
    const first = follow(harness.ask(POD));
    const second = follow(harness.ask(podOf('r', ['c'])));
    harness.time.after(50, () => harness.put(claimOf('a', { selected: 'n1' })));
    await harness.pass(TIMES.wait);
    expect([first.passed, second.passed]).toEqual([['n2'], []]);
    expect(harness.held()).toEqual(['a confirmed on n1', 'b tentative on n2']);
  });

  test('is refused at once in mode all', () => {
    const { seen, metrics } = counted();
    expect(crowded({ mode: 'all', metrics }).filter(POD).passed).toEqual([]);
    expect(seen).toEqual(['held up']);
  });
});

describe('a pod waits for nothing', () => {
  test('when there is no room whatever is decided', () => {
    const { seen, metrics } = counted();
    const harness = new Harness([...nodes(3), ...CLAIMS], { metrics });
    harness.filter(podOf('p', ['a']));
    expect(harness.filter(POD).passed).toEqual([]);
    expect(seen).toEqual([]);
  });

  test('when some node has room', () => {
    const harness = new Harness([...nodes(3, 6), ...CLAIMS]);
    harness.filter(podOf('p', ['a']));
    expect(harness.filter(POD).passed).toEqual(['n2']);
  });

  test('when it needs no storage', () => {
    expect(crowded().filter(podOf('plain', [])).passed).toEqual(['n1', 'n2']);
  });
});

describe('mode single', () => {
  const single = { mode: 'single' } as const;

  test('tells the best node only, and why not the others', () => {
    const harness = new Harness([...nodes(3, 100, 8, 1), ...CLAIMS], single);
    const { passed, unresolvable } = harness.filter(POD);
    expect(passed).toEqual(['n2']);
    expect([...unresolvable]).toEqual([
      ['n4', 'ssd: needs 3Gi'],
      ['n1', REASON.notOffered],
      ['n3', REASON.notOffered],
    ]);
    expect(harness.held()).toEqual(['b tentative on n2']);
  });

  test('the most bytes decide among equal scores, and the fewest where nodes are packed', () => {
    const objects = [...nodes(60, 63, 61), ...CLAIMS];
    expect(new Harness(objects, single).filter(POD).passed).toEqual(['n2']);
    const config = { ...DEFAULT_EXTENDER_CONFIG, defaultStrategy: 'pack' } as const;
    expect(new Harness(objects, { ...single, config }).filter(POD).passed).toEqual(['n1']);
  });

  test('what others hold counts', () => {
    const harness = new Harness([...nodes(60, 62), ...CLAIMS], single);
    const told = ['a', 'b', 'c', 'd'].map(name => harness.filter(podOf(`p-${name}`, [name])).passed);
    expect(told).toEqual([['n2'], ['n1'], ['n2'], ['n1']]);
  });

  test('a pod that comes back is offered another node, and the same again only when there is no other', async () => {
    const harness = new Harness([...nodes(10, 20, 30), ...CLAIMS], single);
    const offered: unknown[] = [];
    for (let time = 0; time < 5; time += 1) {
      offered.push(...harness.filter(POD).passed);
      await harness.pass(1000);
    }
    expect(offered).toEqual(['n3', 'n2', 'n1', 'n3', 'n2']);
    await harness.pass(TIMES.offer);
    expect(harness.filter(POD).passed).toEqual(['n3']);
  });

  test('a pod without storage is told all', () => {
    const harness = new Harness([...nodes(10, 20), ...CLAIMS], single);
    expect(harness.filter(podOf('plain', [])).passed).toEqual(['n1', 'n2']);
  });
});

describe('one node each is told', () => {
  test.each(['wait', 'all'] as const)('for a moment after a start, in mode %s', async mode => {
    const harness = new Harness([...nodes(10, 20), ...CLAIMS], { mode, coldFor: TIMES.cold });
    expect(harness.filter(POD).passed).toEqual(['n2']);
    await harness.pass(TIMES.cold - 1);
    expect(harness.filter(podOf('p', ['a'])).passed).toEqual(['n2']);
    await harness.pass(1);
    expect(harness.filter(podOf('r', ['c'])).passed).toEqual(['n1', 'n2']);
  });

  test('when a third of the time has gone into waiting, until some has passed', async () => {
    const { seen, metrics } = counted();
    const harness = crowded({ metrics });
    let waits = 0;
    for (; waits < 100; waits += 1) {
      harness.filter(podOf('p', ['a']), ['n1', 'n2']);
      const answer = harness.ask(POD);
      if (!(answer instanceof Promise)) break;
      await harness.pass(TIMES.wait);
      await answer;
    }
    expect(waits).toBe(13);
    expect(seen.at(-1)).toBe('held up');
    harness.put(...nodes(30, 30));
    expect(harness.filter(podOf('r', ['c'])).passed).toHaveLength(1);
    await harness.pass(2000);
    expect(harness.filter(podOf('s', ['d'])).passed).toEqual(['n1', 'n2']);
  });
});

test('scores go by what others leave, and not by what the pod itself was promised', () => {
  const harness = new Harness([...nodes(8, 8), claimOf('a', { gib: 5 }), claimOf('b', { gib: 5 })]);
  expect(harness.filter(podOf('p', ['a']), ['n1']).passed).toEqual(['n1']);
  expect(harness.score(podOf('p', ['a']))).toEqual([
    { node: 'n1', score: 3 },
    { node: 'n2', score: 3 },
  ]);
  expect(harness.score(podOf('q', ['b']))).toEqual([
    { node: 'n1', score: 1 },
    { node: 'n2', score: 3 },
  ]);
});
