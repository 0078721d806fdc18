import { describe, expect, test } from 'vitest';
import type { ReservationEvent } from '../../../src/scheduler/reservations/event.ts';
import { reduce } from '../../../src/scheduler/reservations/reduce.ts';
import { NOTHING_RESERVED } from '../../../src/scheduler/reservations/state.ts';
import { TIMES } from '../../../src/scheduler/reservations/times.ts';
import {
  bound,
  filtered,
  gone,
  held,
  passed,
  podGone,
  podNow,
  reports,
  rest,
  run,
  selected,
  SSD,
  take,
  waiting,
} from './events.ts';
import { START } from './virtual-time.ts';

const BOTH = ['n1', 'n2'] as const;
const P = filtered('p', [take('a')], BOTH);

type Row = readonly [name: string, events: readonly ReservationEvent[], held: readonly string[]];

function table(rows: readonly Row[]): void {
  test.each(rows)('%s', (_name, events, expected) => {
    expect(held(run(events))).toEqual(expected);
  });
}

describe('a tentative reservation', () => {
  table([
    ['holds on every node that was told', [P], ['a tentative 3 on n1 n2']],
    [
      'is replaced when the pod is filtered again',
      [P, filtered('p', [take('a', 4)], ['n3'])],
      ['a tentative 4 on n3'],
    ],
    [
      'stays a moment when the pod then fits nowhere',
      [P, filtered('p', [take('a')], [])],
      ['a tentative 3 on n1 n2'],
    ],
    ['and goes after that', [P, filtered('p', [take('a')], []), passed(TIMES.abandoned)], []],
    ['is not made for a pod that fits nowhere', [filtered('p', [take('a')], [])], []],
    [
      'of a claim that the pod does not use any more goes after a moment',
      [P, filtered('p', [take('b')], ['n1']), passed(TIMES.abandoned)],
      ['b tentative 3 on n1'],
    ],
    ['goes after a moment when the pod is deleted', [P, podGone('p'), passed(TIMES.abandoned)], []],
    [
      'but not at once, for its node may be chosen already',
      [P, podGone('p'), passed(TIMES.abandoned - 1)],
      ['a tentative 3 on n1 n2'],
    ],
    ['goes at once when the claim is deleted', [P, gone('a')], []],
    [
      'goes after a moment when kube-scheduler gives up',
      [P, podNow('p', { unschedulable: 'x' }), passed(TIMES.abandoned)],
      [],
    ],
    [
      'stays when kube-scheduler had given up before it was made',
      [
        filtered('p', [take('a')], BOTH, { pod: { uid: 'p', unschedulable: 'x', nominatedNode: undefined } }),
        podNow('p', { unschedulable: 'x' }),
        passed(TIMES.abandoned),
      ],
      ['a tentative 3 on n1 n2'],
    ],
    [
      'is narrowed to the node that the pod is nominated to',
      [P, podNow('p', { nominatedNode: 'n2' })],
      ['a tentative 3 on n2'],
    ],
    [
      'is not moved by a nomination elsewhere',
      [P, podNow('p', { nominatedNode: 'n9' })],
      ['a tentative 3 on n1 n2'],
    ],
    [
      'is not narrowed by a nomination from before',
      [
        filtered('p', [take('a')], BOTH, {
          pod: { uid: 'p', unschedulable: undefined, nominatedNode: 'n1' },
        }),
        podNow('p', { nominatedNode: 'n1' }),
      ],
      ['a tentative 3 on n1 n2'],
    ],
    [
      'goes when the pod is nominated because it fits nowhere',
      [P, podNow('p', { nominatedNode: 'n2', unschedulable: 'x' }), passed(TIMES.abandoned)],
      [],
    ],
    [
      'is narrowed to the node that the pod runs on',
      [P, podNow('p', { nodeName: 'n1' })],
      ['a tentative 3 on n1'],
    ],
    ['goes when the pod runs elsewhere', [P, podNow('p', { nodeName: 'n9' }), passed(TIMES.abandoned)], []],
    [
      'leaves a node that is gone',
      [P, { type: 'node-gone', at: START, node: 'n1' }],
      ['a tentative 3 on n2'],
    ],
    [
      'goes with its last node',
      [P, { type: 'node-gone', at: START, node: 'n1' }, { type: 'node-gone', at: START, node: 'n2' }],
      [],
    ],
    ['stays for a minute', [P, passed(TIMES.tentative - 1)], ['a tentative 3 on n1 n2']],
    ['and no longer', [P, passed(TIMES.tentative)], []],
    [
      'stays as long as nothing is heard of claims',
      [P, passed(10 * TIMES.tentative, { claims: 0 })],
      ['a tentative 3 on n1 n2'],
    ],
    [
      'is not touched by what other pods do',
      [P, podGone('q'), podNow('q', { nodeName: 'n1' })],
      ['a tentative 3 on n1 n2'],
    ],
    [
      'is not settled by what its nodes report',
      [P, reports('n1', 10), reports('n1', 7)],
      ['a tentative 3 on n1 n2'],
    ],
  ]);
});

describe('of a claim that two pods share', () => {
  const shared = [filtered('p', [take('a')], ['n1']), filtered('q', [take('a')], ['n2'])];

  table([
    ['the space is held where either may run', shared, ['a tentative 3 on n1 n2']],
    [
      'it stays while one of them waits',
      [...shared, podGone('p'), passed(TIMES.abandoned)],
      ['a tentative 3 on n1 n2'],
    ],
    ['it goes with the last', [...shared, podGone('p'), podGone('q'), passed(TIMES.abandoned)], []],
    [
      'no nomination narrows it',
      [...shared, podNow('p', { nominatedNode: 'n1' })],
      ['a tentative 3 on n1 n2'],
    ],
    [
      'what one pod was told stays held a moment when the other is filtered after it is gone',
      [filtered('p', [take('a')], ['n1']), podGone('p'), filtered('q', [take('a')], ['n2'])],
      ['a tentative 3 on n1 n2'],
    ],
    ['the choice of a node decides for both', [...shared, selected('a', 'n1')], ['a confirmed 3 on n1']],
  ]);
});

describe('a confirmed reservation', () => {
  const confirmed = [P, selected('a', 'n1')];

  table([
    ['holds on the node that is chosen', confirmed, ['a confirmed 3 on n1']],
    ['needs no pod to have been filtered', [selected('a', 'n3')], ['a confirmed 3 on n3']],
    ['may be on a node that was not told', [P, selected('a', 'n3')], ['a confirmed 3 on n3']],
    [
      'stays whatever becomes of its pod',
      [...confirmed, podGone('p'), podNow('p', { unschedulable: 'x' }), passed(TIMES.abandoned)],
      ['a confirmed 3 on n1'],
    ],
    [
      'stays when its pod is filtered again',
      [...confirmed, filtered('p', [take('a')], ['n1'])],
      ['a confirmed 3 on n1'],
    ],
    ['stays for ever', [...confirmed, passed(86_400_000)], ['a confirmed 3 on n1']],
    ['is not made twice', [...confirmed, selected('a', 'n1')], ['a confirmed 3 on n1']],
    ['goes when the provisioner gives the node back', [...confirmed, waiting('a')], []],
    [
      'moves when it is given back and another chosen before we hear of it',
      [...confirmed, selected('a', 'n2')],
      ['a confirmed 3 on n2'],
    ],
    ['goes with its node', [...confirmed, { type: 'node-gone', at: START, node: 'n1' }], []],
    [
      'counts as created when its claim is deleted: it may be made all the same',
      [...confirmed, gone('a')],
      ['a created 3 on n1'],
    ],
    ['and goes when that can be', [...confirmed, gone('a'), passed(TIMES.settle)], []],
    ['is not made for a claim without a node', [waiting('a')], []],
    ['nor for one that takes nothing that is counted', [{ ...selected('a', 'n1'), takes: undefined }], []],
  ]);

  test('that failed leaves its node suspect, for as many bytes', () => {
    const state = run([...confirmed, waiting('a')]);
    expect(state.failures).toBe(1);
    expect([...state.suspects]).toEqual([
      ['topolvm ssd n1', { bytes: 3n << 30n, since: START, figure: 10n << 30n }],
    ]);
    expect(run([passed(TIMES.suspect - 1)], state).suspects.size).toBe(1);
    expect(run([passed(TIMES.suspect)], state).suspects.size).toBe(0);
    expect(run([reports('n1', 10)], state).suspects.size).toBe(1);
    expect(run([reports('n1', 12)], state).suspects.size).toBe(0);
  });
});

describe('a created reservation', () => {
  const created = [P, selected('a', 'n1'), bound('a', 'n1')];

  table([
    ['holds until the node reports it', created, ['a created 3 on n1']],
    ['goes when the node reports as much less', [...created, reports('n1', 7)], []],
    [
      'goes when the node had reported it before its claim was bound',
      [P, selected('a', 'n1'), reports('n1', 7), bound('a', 'n1')],
      [],
    ],
    ['stays when the node reports too little less', [...created, reports('n1', 8)], ['a created 3 on n1']],
    ['goes when it has done so twice', [...created, reports('n1', 8), reports('n1', 7)], []],
    ['stays when the node reports more', [...created, reports('n1', 12)], ['a created 3 on n1']],
    [
      'stays when what had dropped before rises again',
      [P, selected('a', 'n1'), reports('n1', 7), reports('n1', 10), bound('a', 'n1')],
      ['a created 3 on n1'],
    ],
    ['is not made twice', [...created, bound('a', 'n1')], ['a created 3 on n1']],
    [
      'stays when its claim is deleted: so does its volume, for a while',
      [...created, gone('a')],
      ['a created 3 on n1'],
    ],
    [
      'goes half a minute after something new was reported',
      [...created, reports('n1', 9), passed(TIMES.settle)],
      [],
    ],
    ['not before', [...created, reports('n1', 9), passed(TIMES.settle - 1)], ['a created 3 on n1']],
    [
      'not as long as nothing is heard of nodes',
      [...created, reports('n1', 9), passed(TIMES.settle, { nodes: 0 })],
      ['a created 3 on n1'],
    ],
    [
      'not as long as the node reports nothing new',
      [...created, passed(TIMES.settleAtMost - 1)],
      ['a created 3 on n1'],
    ],
    ['but in the end', [...created, passed(TIMES.settleAtMost, { nodes: 0 })], []],
    [
      'of which the beginning was not seen goes after half a minute',
      [P, bound('a', 'n1'), passed(TIMES.settle)],
      [],
    ],
    [
      'is made for a volume that was made just before',
      [bound('a', 'n1', { madeAt: START - 1000 })],
      ['a created 3 on n1'],
    ],
    ['and counted from then', [bound('a', 'n1', { madeAt: START - 1000 }), passed(TIMES.settle - 1000)], []],
    ['is not made for an old volume', [bound('a', 'n1', { madeAt: START - TIMES.settle })], []],
    [
      'nor for one that the node has reported since',
      [bound('a', 'n1', { madeAt: START - 1, isReported: true })],
      [],
    ],
    ['nor for one of which nothing is known', [bound('a', 'n1')], []],
    [
      'is on the node where the volume is, wherever it was expected',
      [P, selected('a', 'n1'), bound('a', 'n2')],
      ['a created 3 on n2'],
    ],
  ]);
});

describe('several volumes on their way to one node', () => {
  const two = [selected('a', 'n1', { gib: 2 }), selected('b', 'n1', { gib: 5 })];

  table([
    [
      'one report may include both',
      [...two, bound('a', 'n1', { gib: 2 }), bound('b', 'n1', { gib: 5 }), reports('n1', 3)],
      [],
    ],
    [
      'a report of the later one settles nothing that is larger than it',
      [
        ...two,
        bound('b', 'n1', { gib: 5, at: START + 1 }),
        bound('a', 'n1', { gib: 2, at: START + 2 }),
        reports('n1', 8),
      ],
      ['a created 2 on n1', 'b created 5 on n1'],
    ],
    [
      'what is left of one report counts with the next',
      [
        ...two,
        bound('b', 'n1', { gib: 5, at: START + 1 }),
        bound('a', 'n1', { gib: 2, at: START + 2 }),
        reports('n1', 8),
        reports('n1', 3),
      ],
      [],
    ],
    [
      'a drop that somebody else caused is not saved for volumes to come',
      [
        ...two,
        reports('n1', 0),
        bound('a', 'n1', { gib: 2 }),
        bound('b', 'n1', { gib: 5 }),
        selected('c', 'n1', { reported: 0 }),
        bound('c', 'n1', { reported: 0 }),
      ],
      ['c created 3 on n1'],
    ],
    [
      'a drop is not put down to another volume after the one that it was for has run out of time',
      [
        selected('a', 'n1', { gib: 5 }),
        bound('a', 'n1', { gib: 5 }),
        reports('n1', 8),
        selected('b', 'n1', { gib: 2, reported: 8 }),
        passed(TIMES.settle),
        bound('b', 'n1', { gib: 2 }),
      ],
      ['b created 2 on n1'],
    ],
    [
      'volumes on other nodes are not concerned',
      [selected('a', 'n1'), selected('b', 'n2'), bound('a', 'n1'), bound('b', 'n2'), reports('n1', 7)],
      ['b created 3 on n2'],
    ],
  ]);

  test('figures are followed only where claims are on their way', () => {
    const state = run([...two, reports('n2', 1), bound('a', 'n1', { gib: 2 }), bound('b', 'n1', { gib: 5 })]);
    expect([...state.ledgers.keys()]).toEqual(['topolvm ssd n1']);
    expect(run([reports('n1', 3)], state).ledgers.size).toBe(0);
  });

  test('LVM rounds up to whole extents: what a volume took beyond its size is not left for another', () => {
    const odd = {
      pool: SSD,
      growth: 0n,
      units: undefined,
      figure: 10n << 30n,
      madeAt: undefined,
      isReported: false,
    };
    const claims = ['a', 'b'].map(name => ({
      ...selected(name, 'n1'),
      takes: { ...odd, bytes: (2n << 20n) + 1n },
    }));
    const state = run([
      ...claims,
      ...claims.map(event => ({ ...event, phase: 'bound' as const })),
      {
        type: 'node-changed',
        at: START,
        node: 'n1',
        figures: [{ pool: SSD, figure: (10n << 30n) - (4n << 20n) }],
      },
    ]);
    expect([...state.reservations.keys()]).toEqual(['b']);
  });
});

describe('a volume that grows', () => {
  const growing = [bound('a', 'n1', { growthGib: 2 })];

  table([
    ['takes the difference', growing, ['a growth confirmed 2 on n1']],
    [
      'takes more when more is asked for',
      [...growing, bound('a', 'n1', { growthGib: 5 })],
      ['a growth confirmed 5 on n1'],
    ],
    ['is to be reported once it has grown', [...growing, bound('a', 'n1')], ['a growth created 2 on n1']],
    ['and goes when it is', [...growing, bound('a', 'n1'), reports('n1', 8)], []],
    ['goes when it had been reported before', [...growing, reports('n1', 8), bound('a', 'n1')], []],
    [
      'that grows again before it was reported takes both',
      [...growing, bound('a', 'n1'), bound('a', 'n1', { growthGib: 1 })],
      ['a growth confirmed 3 on n1'],
    ],
    ['counts as grown when its claim is deleted', [...growing, gone('a')], ['a growth created 2 on n1']],
  ]);
});

describe('what a pod needs of claims that are not known', () => {
  const early = filtered('p', [rest('p', ['a', 'b'], 7)], BOTH);

  table([
    ['is held for the pod', [early], ['p topolvm ssd tentative 7 on n1 n2']],
    [
      'less what a claim of it takes once its node is chosen, and there only',
      [early, selected('a', 'n1')],
      ['p topolvm ssd tentative 4 on n1', 'a confirmed 3 on n1'],
    ],
    [
      'and no more once all are',
      [early, selected('a', 'n1'), selected('b', 'n1', { gib: 4 })],
      ['a confirmed 3 on n1', 'b confirmed 4 on n1'],
    ],
    [
      'is replaced when the pod is filtered again and they are known',
      [early, filtered('p', [take('a'), take('b', 4)], ['n1']), passed(TIMES.abandoned)],
      ['a tentative 3 on n1', 'b tentative 4 on n1'],
    ],
    ['goes after a moment with the pod', [early, podGone('p'), passed(TIMES.abandoned)], []],
    [
      'is not touched by claims of other names',
      [early, selected('c', 'n1')],
      ['p topolvm ssd tentative 7 on n1 n2', 'c confirmed 3 on n1'],
    ],
  ]);

  const byName = filtered(
    'p',
    [take('a', 3, { key: 'shop/a', claim: { namespace: 'shop', name: 'a', uid: '' } })],
    BOTH,
  );

  table([
    ['of a known size is held under its name', [byName], ['shop/a tentative 3 on n1 n2']],
    ['until it is known itself', [byName, selected('a', 'n1')], ['a confirmed 3 on n1']],
  ]);
});

test('all claims of a pod go where the first one went', () => {
  const events = [filtered('p', [take('a'), take('b', 4)], BOTH), selected('a', 'n2')];
  expect(held(run(events))).toEqual(['a confirmed 3 on n2', 'b tentative 4 on n2']);
});

test('nodes that were offered to a pod are remembered for a while', () => {
  const offered = run([
    filtered('p', [take('a')], ['n1'], { isOffer: true }),
    filtered('p', [take('a')], ['n2'], { isOffer: true, at: START + 10_000 }),
    filtered('q', [take('b')], BOTH),
  ]);
  expect([...offered.offers]).toEqual([
    [
      'p',
      [
        { node: 'n1', at: START },
        { node: 'n2', at: START + 10_000 },
      ],
    ],
  ]);
  const later = run([passed(TIMES.offer)], offered);
  expect([...later.offers]).toEqual([['p', [{ node: 'n2', at: START + 10_000 }]]]);
  expect(run([passed(TIMES.offer + 10_000)], later).offers.size).toBe(0);
  expect(run([podGone('p')], offered).offers.size).toBe(0);
});

test.each<[string, ReservationEvent]>([
  ['a pod that needs nothing', filtered('p', [], BOTH)],
  ['a claim that waits', waiting('a')],
  ['a claim that is gone', gone('a')],
  ['a pod that runs', podNow('p', { nodeName: 'n1' })],
  ['a pod that is gone', podGone('p')],
  ['a node that reports', reports('n1', 7)],
  ['a node that is gone', { type: 'node-gone', at: START, node: 'n1' }],
  ['time', passed(1e9)],
])('%s of which nothing is held changes nothing, not even the object', (_name, event) => {
  expect(reduce(NOTHING_RESERVED, event)).toBe(NOTHING_RESERVED);
});
