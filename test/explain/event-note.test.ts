import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { decodeEvent, newestFirst } from '../../src/explain/event-note.ts';

const ABOUT = { kind: 'Pod', namespace: 'shop', name: 'db-0', uid: 'u1' };
const NOTE = {
  about: { kind: 'Pod', namespace: 'shop', name: 'db-0' },
  uid: 'u1',
  isWarning: true,
  reason: 'FailedScheduling',
  message: 'no room',
};

test.each<[string, JsonObject, number, string | undefined]>([
  [
    'v1, as controllers write it',
    { involvedObject: ABOUT, message: 'no room', count: 7, lastTimestamp: '2026-11-20T11:00:00Z' },
    7,
    '2026-11-20T11:00:00.000Z',
  ],
  [
    'events.k8s.io/v1 with a series',
    {
      regarding: ABOUT,
      note: 'no room',
      eventTime: '2026-11-20T10:00:00.000000Z',
      series: { count: 41, lastObservedTime: '2026-11-20T11:30:00.000000Z' },
    },
    41,
    '2026-11-20T11:30:00.000Z',
  ],
  [
    'events.k8s.io/v1 of an event that was written as v1',
    {
      regarding: ABOUT,
      note: 'no room',
      deprecatedCount: 3,
      deprecatedLastTimestamp: '2026-11-20T11:10:00Z',
      eventTime: null,
    },
    3,
    '2026-11-20T11:10:00.000Z',
  ],
  [
    'v1 of an event that happened once: the time is in eventTime',
    { involvedObject: ABOUT, message: 'no room', eventTime: '2026-11-20T10:00:00Z', lastTimestamp: null },
    1,
    '2026-11-20T10:00:00.000Z',
  ],
  [
    'nothing but its creation',
    {
      metadata: { creationTimestamp: '2026-11-20T09:00:00Z' },
      involvedObject: ABOUT,
      message: 'no room',
      count: -1,
    },
    1,
    '2026-11-20T09:00:00.000Z',
  ],
  ['no time at all', { involvedObject: ABOUT, message: 'no room' }, 1, undefined],
])('%s', (_name, event, count, lastSeen) => {
  const { lastSeen: seen, ...note } = decodeEvent({ type: 'Warning', reason: 'FailedScheduling', ...event });
  expect(note).toEqual({ ...NOTE, count });
  expect(seen?.toISOString()).toBe(lastSeen);
});

test('an event about nothing is read all the same', () => {
  expect(decodeEvent({ regarding: 'pod', type: 7 })).toEqual({
    about: { kind: '', name: '' },
    uid: '',
    isWarning: false,
    reason: '',
    message: '',
    count: 1,
    lastSeen: undefined,
  });
});

test('the newest first, those without a time last', () => {
  const at = (lastTimestamp?: string) => decodeEvent({ ...(lastTimestamp && { lastTimestamp }) });
  const events = [at(), at('2026-11-20T10:00:00Z'), at('2026-11-20T11:00:00Z')].toSorted(newestFirst);
  expect(events.map(({ lastSeen }) => lastSeen?.getUTCHours())).toEqual([11, 10, undefined]);
});
