import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeNode } from '../../../src/core/node.ts';
import { reportedSpace } from '../../../src/scheduler/free-space.ts';
import type { ReservationEvent } from '../../../src/scheduler/reservations/event.ts';
import { Holdings } from '../../../src/scheduler/reservations/holdings.ts';
import { promisedSpace } from '../../../src/scheduler/reservations/promised-space.ts';
import type { Counting } from '../../../src/scheduler/reservations/promised-space.ts';
import { reduce } from '../../../src/scheduler/reservations/reduce.ts';
import { isOpen, placeId } from '../../../src/scheduler/reservations/reservation.ts';
import type { Reservation } from '../../../src/scheduler/reservations/reservation.ts';
import { NOTHING_RESERVED } from '../../../src/scheduler/reservations/state.ts';
import type { ReservationsState } from '../../../src/scheduler/reservations/state.ts';
import { contextOf } from '../../support/objects.ts';
import { lvmNode } from '../fixtures.ts';
import {
  bound,
  filtered,
  gone,
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

const NODES = ['n1', 'n2', 'n3'] as const;
const GIB = 1n << 30n;

const pod = fc.constantFrom('p', 'q', 'r');
const claim = fc.constantFrom('a', 'b', 'c', 'd');
const node = fc.constantFrom(...NODES);
const gib = fc.integer({ min: 1, max: 5 });
const some = fc.subarray([...NODES]);
const news = fc.record({
  gib,
  reported: fc.integer({ min: 0, max: 20 }),
  growthGib: fc.integer({ min: 0, max: 1 }),
});
const takes = fc.uniqueArray(fc.tuple(claim, gib), { selector: ([name]) => name, maxLength: 3 });
const glimpse = fc.record(
  {
    nodeName: node,
    nominatedNode: node,
    unschedulable: fc.constantFrom('x', 'y'),
  },
  { requiredKeys: [] },
);

/** Everything that may happen, in no sensible order, with the time of each left open. */
const happening: fc.Arbitrary<(at: number) => ReservationEvent> = fc.oneof(
  fc.tuple(pod, takes, some, fc.boolean()).map(
    ([who, what, where, isOffer]) =>
      (at: number) =>
        filtered(
          who,
          what.map(([name, size]) => take(name, size)),
          where,
          { at, isOffer },
        ),
  ),
  fc.tuple(pod, gib, some).map(
    ([who, size, where]) =>
      (at: number) =>
        filtered(who, [rest(who, ['a', 'b'], size)], where, { at }),
  ),
  claim.map(name => (at: number) => waiting(name, { at })),
  fc.tuple(claim, node, news).map(
    ([name, where, what]) =>
      (at: number) =>
        selected(name, where, { ...what, at }),
  ),
  fc.tuple(claim, node, news, fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined })).map(
    ([name, where, what, age]) =>
      (at: number) =>
        bound(name, where, { ...what, at, ...(age !== undefined && { madeAt: at - age }) }),
  ),
  claim.map(name => (at: number) => gone(name, at)),
  fc.tuple(pod, glimpse).map(
    ([who, now]) =>
      (at: number) =>
        podNow(who, now, at),
  ),
  pod.map(who => (at: number) => podGone(who, at)),
  fc.tuple(node, fc.integer({ min: 0, max: 20 })).map(
    ([where, free]) =>
      (at: number) =>
        reports(where, free, at),
  ),
  node.map(where => (at: number): ReservationEvent => ({ type: 'node-gone', at, node: where })),
  fc.constant((at: number): ReservationEvent => ({
    type: 'time-passed',
    at,
    claimsKnownUntil: at,
    nodesKnownUntil: at,
  })),
);

const history = fc
  .array(fc.tuple(happening, fc.integer({ min: 0, max: 20_000 })), { maxLength: 40 })
  .map(steps => {
    let at = START;
    return steps.map(([make, later]) => make((at += later)));
  });

/** A deep copy to compare with. */
function copy(state: ReservationsState): ReservationsState {
  return structuredClone(state);
}

function bytesOn(all: Iterable<Reservation>, where: string, counting: Counting): bigint {
  const counted = [...all].filter(one => one.nodes.has(where) && (counting === 'all' || !isOpen(one)));
  return counted.reduce((sum, one) => sum + one.bytes, 0n);
}

test('the same events give the same state, and no event changes the state before it', () => {
  fc.assert(
    fc.property(history, events => {
      let state = NOTHING_RESERVED;
      for (const event of events) {
        const before = copy(state);
        const after = reduce(state, event);
        expect(state).toEqual(before);
        expect(reduce(state, event)).toEqual(after);
        state = after;
      }
      expect(run(events)).toEqual(state);
    }),
  );
});

test('a claim that has a node is held on one node only, and figures are followed nowhere else', () => {
  fc.assert(
    fc.property(history, events => {
      const { reservations, ledgers } = run(events);
      const decided = [...reservations.values()].filter(({ state }) => state !== 'tentative');
      const places = decided.flatMap(({ pool, nodes }) =>
        [...nodes].map(name => placeId({ pool, node: name })),
      );
      expect(places).toHaveLength(decided.length);
      expect(new Set(ledgers.keys())).toEqual(new Set(places));
      for (const { unclaimed } of ledgers.values()) expect(unclaimed).toBeGreaterThanOrEqual(0n);
      for (const [key, one] of reservations) {
        expect(one.key).toBe(key);
        expect(one.nodes.size).toBeGreaterThan(0);
        expect(one.bytes).toBeGreaterThan(0n);
      }
    }),
    { numRuns: 500 },
  );
});

test('what is added up by node is what the reservations say, however they came about', () => {
  fc.assert(
    fc.property(history, events => {
      const holdings = new Holdings();
      let state = NOTHING_RESERVED;
      for (const event of events) {
        state = reduce(state, event);
        holdings.update(state.reservations);
      }
      for (const where of NODES) {
        const total = bytesOn(state.reservations.values(), where, 'all');
        const decided = bytesOn(state.reservations.values(), where, 'decided');
        const sums = total === 0n ? undefined : { total, open: total - decided };
        expect(holdings.bytesOf(SSD)(where)).toEqual(sums);
      }
    }),
  );
});

test('nobody is given more than what a node reports less all that others hold', () => {
  const all = NODES.map(name => lvmNode(name, { ssd: 20n * GIB }));
  const context = contextOf(all);
  fc.assert(
    fc.property(
      history,
      pod,
      takes,
      fc.constantFrom<Counting>('all', 'decided'),
      (events, who, wanted, counting) => {
        const state = run(events);
        const holdings = new Holdings();
        holdings.update(state.reservations);
        const { freeSpace } = promisedSpace({
          reported: reportedSpace(context),
          state,
          holdings,
          podUid: who,
          takes: wanted.map(([name, size]) => take(name, size)),
          counting,
        });
        const names = new Set<string>(wanted.map(([name]) => name));
        const isOthers = (one: Reservation) =>
          one.state === 'created' || !(names.has(one.key) || one.pods.every(({ uid }) => uid === who));
        const others = [...state.reservations.values()].filter(isOthers);
        for (const object of all) {
          const free = freeSpace(SSD)(decodeNode(object))?.freeBytes ?? 0n;
          const suspect = state.suspects.get(placeId({ pool: SSD, node: decodeNode(object).name }));
          expect(free).toBeLessThanOrEqual(20n * GIB - bytesOn(others, decodeNode(object).name, counting));
          if (suspect !== undefined) expect(free).toBeLessThan(suspect.bytes);
        }
      },
    ),
    { numRuns: 500 },
  );
});
