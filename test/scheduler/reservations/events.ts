import type {
  ClaimChanged,
  NodeChanged,
  PodFiltered,
  ReservationEvent,
} from '../../../src/scheduler/reservations/event.ts';
import type { PoolKey } from '../../../src/scheduler/free-space.ts';
import { reduce } from '../../../src/scheduler/reservations/reduce.ts';
import { restKey } from '../../../src/scheduler/reservations/reservation.ts';
import type { Take } from '../../../src/scheduler/reservations/reservation.ts';
import { NOTHING_RESERVED } from '../../../src/scheduler/reservations/state.ts';
import type { ReservationsState } from '../../../src/scheduler/reservations/state.ts';
import { START } from './virtual-time.ts';

const GIB = 1n << 30n;

export const SSD: PoolKey = { driver: 'topolvm', pool: 'ssd' };

/** A claim in namespace `shop` whose uid is its name. */
function identity(name: string, uid = name) {
  return { namespace: 'shop', name, uid };
}

/** What a claim takes; 3 GiB of `ssd` unless said. */
export function take(name: string, gib = 3, more: Partial<Take> = {}): Take {
  return { key: name, claim: identity(name), pool: SSD, bytes: BigInt(gib) * GIB, ...more };
}

/** What a pod needs beyond the claims that are known. */
export function rest(pod: string, awaited: readonly string[], gib: number): Take {
  const claim = identity(awaited[0] ?? '', '');
  return { key: restKey(pod, SSD), claim, pool: SSD, bytes: BigInt(gib) * GIB, awaited };
}

/** A pod is filtered, whose uid is its name. */
export function filtered(
  pod: string,
  takes: readonly Take[],
  nodes: readonly string[],
  more: Partial<PodFiltered> = {},
): PodFiltered {
  return {
    type: 'pod-filtered',
    at: START,
    pod: { uid: pod, unschedulable: undefined, nominatedNode: undefined },
    takes,
    nodes: new Set(nodes),
    units: new Map(),
    isOffer: false,
    ...more,
  };
}

interface ClaimNews extends Partial<Omit<ClaimChanged, 'takes'>> {
  readonly gib?: number;
  readonly growthGib?: number;
  /** What the node reports, in GiB. */
  readonly reported?: number;
  readonly madeAt?: number;
  readonly isReported?: boolean;
}

function claimEvent(
  name: string,
  phase: ClaimChanged['phase'],
  node: string | undefined,
  news: ClaimNews,
): ClaimChanged {
  const { gib = 3, growthGib = 0, reported = 10, madeAt, isReported = false, ...more } = news;
  const takes = {
    pool: SSD,
    bytes: BigInt(gib) * GIB,
    growth: BigInt(growthGib) * GIB,
    units: undefined,
    figure: BigInt(reported) * GIB,
    madeAt,
    isReported,
  };
  return {
    type: 'claim-changed',
    at: START,
    claim: identity(name),
    phase,
    node,
    takes: node === undefined ? undefined : takes,
    isNews: true,
    ...more,
  };
}

export function waiting(name: string, news: ClaimNews = {}): ClaimChanged {
  return claimEvent(name, 'waiting', undefined, news);
}

export function selected(name: string, node: string, news: ClaimNews = {}): ClaimChanged {
  return claimEvent(name, 'selected', node, news);
}

export function bound(name: string, node: string, news: ClaimNews = {}): ClaimChanged {
  return claimEvent(name, 'bound', node, news);
}

export function gone(name: string, at = START): ReservationEvent {
  return { type: 'claim-gone', at, claim: identity(name) };
}

/** A node reports so many GiB of `ssd`. */
export function reports(node: string, gib: number, at = START): NodeChanged {
  return { type: 'node-changed', at, node, figures: [{ pool: SSD, figure: BigInt(gib) * GIB }] };
}

export function podNow(
  pod: string,
  now: { readonly nodeName?: string; readonly unschedulable?: string; readonly nominatedNode?: string },
  at = START,
): ReservationEvent {
  const { nodeName, unschedulable, nominatedNode } = now;
  return { type: 'pod-changed', at, pod: { uid: pod, unschedulable, nominatedNode }, nodeName };
}

export function podGone(podUid: string, at = START): ReservationEvent {
  return { type: 'pod-gone', at, podUid };
}

/** So much time has passed since the start; of claims and nodes less may be known. */
export function passed(
  milliseconds: number,
  known: { readonly claims?: number; readonly nodes?: number } = {},
): ReservationEvent {
  return {
    type: 'time-passed',
    at: START + milliseconds,
    claimsKnownUntil: START + (known.claims ?? milliseconds),
    nodesKnownUntil: START + (known.nodes ?? milliseconds),
  };
}

export function run(events: readonly ReservationEvent[], from = NOTHING_RESERVED): ReservationsState {
  return events.reduce(reduce, from);
}

/** What is held, in words: `a tentative 3 on n1 n2`. */
export function held(state: ReservationsState): readonly string[] {
  return [...state.reservations.values()].map(
    one => `${one.key} ${one.state} ${Number(one.bytes / GIB)} on ${[...one.nodes].join(' ')}`,
  );
}
