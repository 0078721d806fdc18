import { describe, expect, test } from 'vitest';
import { decodeEvent } from '../../src/explain/event-note.ts';
import { REASON } from '../../src/scheduler/reasons.ts';
import { isExtenderRefusal, schedulerSaid, speaksOfStorage } from '../../src/explain/scheduler-said.ts';

const CONDITION = {
  type: 'PodScheduled',
  status: 'False',
  message: 'from the condition',
  lastTransitionTime: '2026-11-20T11:00:00Z',
};
const EVENT = decodeEvent({ reason: 'FailedScheduling', message: 'from the event', count: 3 });

describe('what kube-scheduler said last', () => {
  test('its event before the condition', () => {
    const pod = { status: { conditions: [CONDITION] } };
    expect(schedulerSaid(pod, [EVENT])).toMatchObject({ attempts: 3, message: 'from the event' });
  });

  test('the condition without an event', () => {
    const pod = { status: { conditions: [{ type: 'Ready', status: 'False', message: 'x' }, CONDITION] } };
    expect(schedulerSaid(pod, [])).toEqual({
      attempts: undefined,
      lastSeen: new Date('2026-11-20T11:00:00Z'),
      message: 'from the condition',
    });
  });

  test.each([
    ['no condition', []],
    ['a condition that is true', [{ ...CONDITION, status: 'True' }]],
    ['a condition without a message', [{ ...CONDITION, message: '' }]],
    ['malformed conditions', [null, 7]],
  ])('nothing: %s', (_name, conditions) => {
    expect(schedulerSaid({ status: { conditions } }, [decodeEvent({ reason: 'Scheduled' })])).toBeUndefined();
  });
});

test.each([
  ['2 ssd: needs 100Gi', true, true],
  ['1 no ssd capacity reported', true, true],
  ['1 ssd capacity unreadable', true, true],
  ['1 IOMesh cluster a/b not on node', true, true],
  ['1 LocalPV: no free devices for its claims', true, true],
  ['1 out of VG free space', true, true],
  ['1 no capacity annotation', true, true],
  ['1 bad capacity annotation: foo', true, true],
  ['1 node(s) did not have enough free storage', false, true],
  ['1 node(s) had volume node affinity conflict', false, true],
  ['pod has unbound immediate PersistentVolumeClaims', false, true],
  ['1 node(s) had untolerated taint {gpu: true}', false, false],
  ['1 Insufficient cpu', false, false],
])('"%s": of an extender %s, of storage %s', (message, ofExtender, ofStorage) => {
  expect([isExtenderRefusal(message), speaksOfStorage(message)]).toEqual([ofExtender, ofStorage]);
});

test.each(Object.entries(REASON))('the reason %s of our own extender is one', (_name, reason) => {
  const text = typeof reason === 'string' ? reason : reason('ssd', 100n << 30n);
  expect([isExtenderRefusal(`1 ${text}`), speaksOfStorage(`1 ${text}`)]).toEqual([true, true]);
});
