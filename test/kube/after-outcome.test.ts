import { describe, expect, test } from 'vitest';
import { refusal } from '../../src/kube/api/failure.ts';
import type { Failure } from '../../src/kube/api/failure.ts';
import { afterOutcome, afterWake } from '../../src/kube/list-watch/after-outcome.ts';
import type { Moment, Outcome, WatchOutcome } from '../../src/kube/list-watch/after-outcome.ts';
import { initialState } from '../../src/kube/list-watch/list-watch-state.ts';
import type { ListWatchState } from '../../src/kube/list-watch/list-watch-state.ts';
import { LIST_WATCH_TIMES } from '../../src/kube/list-watch/times.ts';

const PODS = { apiVersion: 'v1', plural: 'pods' };
const UNREACHABLE: Failure = { type: 'unreachable', reason: 'ECONNREFUSED' };
const CORRUPT: Failure = { type: 'corrupt', reason: 'a line is no event' };
const HOUR = 3_600_000;

function refused(status: number, retryAfterMs?: number): Failure {
  return refusal({ status, retryAfterMs }, undefined, { verb: 'watch', resource: 'pods' });
}

function moment(now = 0, random = 1): Moment {
  return { now, random: () => random, times: LIST_WATCH_TIMES };
}

function after(state: ListWatchState, ...outcomes: readonly Outcome[]): ListWatchState {
  return outcomes.reduce((current, outcome) => afterOutcome(current, outcome, moment()), state);
}

function watched(end: WatchOutcome['end'], lastedMs = 0, version = '10'): Outcome {
  return { type: 'watched', version, lastedMs, end };
}

const READ = after(initialState(0), { type: 'located', served: PODS }, { type: 'listed', version: '10' });

describe('a list', () => {
  test('is the first thing once the kind is located, whatever the API server has in memory', () => {
    const state = after(initialState(0), { type: 'located', served: PODS });
    expect(state).toMatchObject({ next: 'list', pauseMs: 0, freshness: 'cached', listReason: 'start' });
  });

  test('is followed by a watch from its version', () => {
    expect(READ).toMatchObject({ next: 'watch', pauseMs: 0, version: '10', standing: 'read' });
  });

  test('that fails is repeated', () => {
    const state = after(
      initialState(0),
      { type: 'located', served: PODS },
      { type: 'failed', failure: refused(500) },
    );
    expect(state).toMatchObject({ next: 'list', failures: 1, standing: 'unread', freshness: 'cached' });
  });

  test('whose page expired is repeated in one piece', () => {
    const state = after(initialState(0), { type: 'failed', failure: refused(410) });
    expect(state).toMatchObject({ isPaged: false, freshness: 'latest' });
  });

  test('does not make failures forgotten: only a watch that lasts does', () => {
    const broken = after(
      READ,
      watched(refused(410)),
      { type: 'listed', version: '11' },
      watched(refused(410)),
    );
    expect(broken.failures).toBe(2);
    expect(after(broken, { type: 'listed', version: '12' }, watched('closed', 60_000)).failures).toBe(0);
  });
});

describe('a watch', () => {
  test.each<[string, Outcome]>([
    ['closed by the API server after a while', watched('closed', 300_000, '20')],
    ['silent for too long', watched('silent', 90_000, '20')],
  ])('%s is resumed at once', (_what, outcome) => {
    expect(after(READ, outcome)).toMatchObject({ next: 'watch', pauseMs: 0, version: '20', failures: 0 });
  });

  test.each<[string, Failure]>([
    ['a TCP reset', UNREACHABLE],
    ['500', refused(500)],
    ['403', refused(403)],
    ['429', refused(429)],
  ])('that ends with %s is resumed from the same version after a while', (_what, failure) => {
    const state = after(READ, watched(failure));
    expect(state).toMatchObject({ next: 'watch', version: '10', failures: 1, problem: failure });
    expect(state.pauseMs).toBe(1000);
  });

  test('that is too old makes a list of the latest necessary', () => {
    expect(after(READ, watched(refused(410)))).toMatchObject({
      next: 'list',
      freshness: 'latest',
      listReason: 'expired',
    });
  });

  test('that brings something unreadable makes a list necessary', () => {
    expect(after(READ, watched(CORRUPT, 0, '12'))).toMatchObject({ next: 'list', listReason: 'corrupt' });
  });

  test('that gets no answer, however often, says nothing about its version', () => {
    const state = after(READ, ...Array.from({ length: 9 }, () => watched(UNREACHABLE)));
    expect(state).toMatchObject({ next: 'watch', version: '10' });
  });

  test('that fails thrice from one version makes a list necessary', () => {
    const twice = after(READ, watched(refused(500)), watched(refused(500)));
    expect(twice.next).toBe('watch');
    expect(after(twice, watched(refused(500)))).toMatchObject({ next: 'list', listReason: 'stuck' });
  });

  test('that fails again and again but brings events does not', () => {
    const state = after(READ, ...['11', '12', '13', '14'].map(version => watched(UNREACHABLE, 0, version)));
    expect(state.next).toBe('watch');
  });

  test('that is closed at once, again and again, is resumed more and more slowly', () => {
    let state = READ;
    const pauses = Array.from({ length: 7 }, () => {
      state = after(state, watched('closed', 3));
      return state.pauseMs;
    });
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(state.next).toBe('watch');
  });

  test('whose resource is gone makes us look where the kind is served', () => {
    expect(after(READ, watched(refused(404))).next).toBe('locate');
  });

  test('is followed by a list when the last one is long ago', () => {
    const state = afterOutcome(READ, watched('closed', 300_000, '20'), moment(HOUR));
    expect(state).toMatchObject({
      next: 'list',
      freshness: 'not-older',
      listReason: 'interval',
      version: '20',
    });
  });
});

describe('a pause', () => {
  function pauseAfter(failures: number, failure: Failure, random = 1): number {
    const state = { ...READ, failures: failures - 1 };
    return afterOutcome(state, watched(failure), moment(0, random)).pauseMs;
  }

  test.each([
    [1, 1000],
    [2, 2000],
    [5, 16_000],
    [6, 30_000],
    [500, 30_000],
  ])('after %i failures in a row lasts up to %i ms', (failures, longest) => {
    expect(pauseAfter(failures, refused(500))).toBe(longest);
    expect(pauseAfter(failures, refused(500), 0)).toBe(0);
  });

  test('lasts at most 3 s while nobody answers', () => {
    let state = READ;
    for (let count = 0; count < 500; count += 1) state = after(state, watched(UNREACHABLE));
    expect(state).toMatchObject({ failures: 500, pauseMs: 3000 });
  });

  test('is short again at the first answer after an outage', () => {
    let state = READ;
    for (let count = 0; count < 9; count += 1) state = after(state, watched(UNREACHABLE));
    expect(after(state, watched(refused(500)))).toMatchObject({ failures: 1, pauseMs: 1000 });
    expect(after(state, watched(refused(410)))).toMatchObject({ failures: 1, pauseMs: 2500 });
  });

  test('lasts as long as Retry-After asks for, and not all equally long', () => {
    expect(pauseAfter(1, refused(429, 20_000), 0)).toBe(20_000);
    expect(pauseAfter(1, refused(429, 20_000), 1)).toBe(30_000);
  });

  test('does not last for hours because a server asks for it', () => {
    expect(pauseAfter(1, refused(503, HOUR))).toBeLessThanOrEqual(180_000);
  });

  test('is cut short when somebody else gets through', () => {
    const waiting = { ...READ, failures: 9, pauseMs: 30_000 };
    expect(afterWake(waiting, moment())).toMatchObject({ failures: 0, pauseMs: 500 });
  });
});

describe('a kind that is not served', () => {
  const absent: Outcome = { type: 'absent' };

  test('is known to have no objects at the first look', () => {
    const state = after(initialState(0), absent);
    expect(state).toMatchObject({ next: 'locate', standing: 'absent', failures: 0 });
    expect(state.pauseMs).toBeCloseTo(33_000);
  });

  test('counts as gone only at the second look when it was served before', () => {
    const once = after(READ, absent);
    expect(once).toMatchObject({ standing: 'read', pauseMs: 2000 });
    expect(after(once, absent).standing).toBe('absent');
  });

  test('is listed anew when it appears', () => {
    const state = after(initialState(0), absent, { type: 'located', served: PODS });
    expect(state).toMatchObject({ next: 'list', listReason: 'served' });
    expect(after(state, { type: 'listed', version: '5' })).toMatchObject({ standing: 'read', absences: 0 });
  });
});
