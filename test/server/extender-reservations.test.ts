import { expect, test, vi } from 'vitest';
import { createExtender } from '../../src/scheduler/extender.ts';
import { Reservations } from '../../src/scheduler/reservations/reservations.ts';
import { GIB, lvmNode } from '../scheduler/fixtures.ts';
import { claimOf, Harness, podOf } from '../scheduler/reservations/harness.ts';
import { startExtender } from '../support/extender-server.ts';

const NODES = ['n1', 'n2'].map(name => lvmNode(name, { ssd: 3n * GIB }));

function body(pod: string, claim: string) {
  return { Pod: podOf(pod, [claim]), Nodes: null, NodeNames: ['n1', 'n2'] };
}

test('calls are turned away until reservations are rebuilt', async () => {
  const { context, time } = new Harness([...NODES, claimOf('a')]);
  const reservations = new Reservations({ mode: 'wait', context, clock: time });
  const { call } = await startExtender({ extender: createExtender(context, undefined, reservations) });
  expect(await call({ json: body('p', 'a') })).toMatchObject({
    code: 503,
    body: '{"Error":"reservations are not rebuilt yet"}',
  });
  reservations.rebuild();
  expect((await call({ json: body('p', 'a') })).code).toBe(200);
});

test('a call that waits for another pod is answered once that is decided', async () => {
  const harness = new Harness([...NODES, claimOf('a'), claimOf('b')]);
  const { call } = await startExtender({ extender: harness.extender });
  expect(JSON.parse((await call({ json: body('p', 'a') })).body)).toMatchObject({ NodeNames: ['n1', 'n2'] });
  const answer = call({ json: body('q', 'b') });
  await vi.waitFor(() => expect(harness.time.pending).toBe(1));
  harness.put(claimOf('a', { selected: 'n1' }));
  expect(JSON.parse((await answer).body)).toMatchObject({
    NodeNames: ['n2'],
    FailedAndUnresolvableNodes: { n1: 'ssd: needs 3Gi' },
  });
});
