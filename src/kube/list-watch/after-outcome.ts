import { EXPIRED, NOT_FOUND } from '../api/failure.ts';
import type { Failure } from '../api/failure.ts';
import type { Random } from '../clock.ts';
import { fullJitter, retryDelay } from './backoff.ts';
import type { ListReason, ListWatchState } from './list-watch-state.ts';
import type { Served } from './served.ts';
import type { ListWatchTimes } from './times.ts';

/** What became of a request. */
export type Outcome =
  | { readonly type: 'located'; readonly served: Served }
  /** The API does not serve the kind. */
  | { readonly type: 'absent' }
  /** A list is in, up to this version. */
  | { readonly type: 'listed'; readonly version: string }
  | { readonly type: 'failed'; readonly failure: Failure }
  | WatchOutcome;

/** How a watch ended. */
export interface WatchOutcome {
  readonly type: 'watched';
  /** The version up to which events came. */
  readonly version: string;
  readonly lastedMs: number;
  /** `closed` by the API server, `silent` for too long, or the failure. */
  readonly end: 'closed' | 'silent' | Failure;
}

/** When something happened, and the dice. */
export interface Moment {
  readonly now: number;
  readonly random: Random;
  readonly times: ListWatchTimes;
}

/** So many watches may fail from one version before everything is listed anew. */
const STUCK_AFTER = 3;

/** Counts a failure; the pauses of an outage say nothing about how to treat a server that answers again. */
function failedOnce(
  { failures, isUnreachable }: ListWatchState,
  failure: Failure | undefined,
): Pick<ListWatchState, 'failures' | 'isUnreachable'> {
  const wasUnreachable = failure?.type === 'unreachable';
  return { failures: wasUnreachable === isUnreachable ? failures + 1 : 1, isUnreachable: wasUnreachable };
}

function afterLocated(state: ListWatchState, served: Served): ListWatchState {
  return { ...state, next: 'list', pauseMs: 0, served };
}

/**
 * A kind that was there until now may be missing from an API server that is starting up: only a second look makes its
 * objects disappear.
 */
function afterAbsent(state: ListWatchState, { random, times }: Moment): ListWatchState {
  const absences = state.absences + 1;
  const isSure = state.standing !== 'read' || absences > 1;
  return {
    ...state,
    next: 'locate',
    pauseMs: isSure ? times.absentMs * (0.9 + 0.2 * random()) : times.vanishedMs,
    served: undefined,
    standing: isSure ? 'absent' : state.standing,
    version: '',
    freshness: 'latest',
    listReason: 'served',
    failures: 0,
    absences,
    problem: undefined,
  };
}

/** Failures are forgotten only after a watch that lasted: a list is no proof that watches work. */
function afterListed(state: ListWatchState, version: string, { now, random, times }: Moment): ListWatchState {
  return {
    ...state,
    next: 'watch',
    pauseMs: 0,
    standing: 'read',
    version,
    freshness: 'not-older',
    listReason: 'interval',
    isPaged: true,
    relistAt: now + times.relistMs + random() * times.relistJitterMs,
    stuck: 0,
    absences: 0,
    problem: undefined,
  };
}

function afterFailed(state: ListWatchState, failure: Failure, { random, times }: Moment): ListWatchState {
  const row = failedOnce(state, failure);
  const isExpired = failure.status === EXPIRED;
  return {
    ...state,
    ...row,
    pauseMs: retryDelay(failure, row.failures, times, random),
    freshness: isExpired || state.freshness === 'not-older' ? 'latest' : state.freshness,
    isPaged: state.isPaged && !isExpired,
    problem: failure,
  };
}

function listAnew(state: ListWatchState, listReason: ListReason): ListWatchState {
  return { ...state, next: 'list', version: '', freshness: 'latest', listReason, stuck: 0 };
}

function afterBrokenWatch(state: ListWatchState, failure: Failure, moment: Moment): ListWatchState {
  const { random, times } = moment;
  const delayed = {
    ...state,
    pauseMs: retryDelay(failure, state.failures, times, random),
    problem: failure,
  };
  if (failure.status === EXPIRED) {
    const spread = random() * times.expiredJitterMs;
    const pauseMs = state.failures > 1 ? Math.max(spread, delayed.pauseMs) : spread;
    return { ...listAnew(delayed, 'expired'), pauseMs };
  }
  if (failure.type === 'corrupt') return listAnew(delayed, 'corrupt');
  if (failure.status === NOT_FOUND) return { ...delayed, next: 'locate' };
  return state.stuck >= STUCK_AFTER ? listAnew(delayed, 'stuck') : delayed;
}

function afterQuietWatch(state: ListWatchState, wasHealthy: boolean, moment: Moment): ListWatchState {
  const { now, random, times } = moment;
  const pauseMs = wasHealthy ? 0 : fullJitter(state.failures, times.backoffCapMs, times, random);
  return { ...state, next: now >= state.relistAt ? 'list' : 'watch', pauseMs, problem: undefined };
}

/** How many watches in a row were refused without having brought anything; an outage says nothing about the version. */
function stuckAfter(
  before: ListWatchState,
  { version, lastedMs, end }: WatchOutcome,
  healthyMs: number,
): number {
  if (end === 'closed' || end === 'silent' || version !== before.version || lastedMs >= healthyMs) return 0;
  return end.type === 'refused' ? before.stuck + 1 : before.stuck;
}

/** A watch that ends at once counts as failed, however cleanly: else a server could keep us busy for ever. */
function afterWatched(before: ListWatchState, outcome: WatchOutcome, moment: Moment): ListWatchState {
  const { version, lastedMs, end } = outcome;
  const wasHealthy = lastedMs >= moment.times.healthyMs;
  const isQuiet = end === 'closed' || end === 'silent';
  const rested = wasHealthy ? { ...before, failures: 0 } : before;
  const state = {
    ...rested,
    ...(!(wasHealthy && isQuiet) && failedOnce(rested, isQuiet ? undefined : end)),
    version,
    stuck: stuckAfter(before, outcome, moment.times.healthyMs),
  };
  return isQuiet ? afterQuietWatch(state, wasHealthy, moment) : afterBrokenWatch(state, end, moment);
}

/** What to do after a request came to its end. */
export function afterOutcome(state: ListWatchState, outcome: Outcome, moment: Moment): ListWatchState {
  switch (outcome.type) {
    case 'located':
      return afterLocated(state, outcome.served);
    case 'absent':
      return afterAbsent(state, moment);
    case 'listed':
      return afterListed(state, outcome.version, moment);
    case 'failed':
      return afterFailed(state, outcome.failure, moment);
    case 'watched':
    default:
      return afterWatched(state, outcome, moment);
  }
}

/** What to do when somebody else got through while this one was waiting after a failure. */
export function afterWake(state: ListWatchState, { random, times }: Moment): ListWatchState {
  return { ...state, failures: 0, pauseMs: random() * times.wokenJitterMs };
}
