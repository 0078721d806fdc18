import { describe, expect, test } from 'vitest';
import { allowed } from '../../src/core/admission-response.ts';
import type { HookFunction } from '../../src/server/hook-function.ts';
import { podReview } from '../support/reviews.ts';
import { sampleIn, startServer } from '../support/webhook-server.ts';

const UID = '705ab4f5-6393-11e8-b7cc-42010a800002';

function throwing(thrown: unknown): HookFunction {
  return () => {
    throw thrown;
  };
}

function deep(): never {
  return deep();
}

describe('a hook that throws', () => {
  test.each<[string, HookFunction, string]>([
    ['an error', throwing(new TypeError('no such property')), 'TypeError'],
    ['no error at all', throwing('text'), 'string'],
    ['for want of stack', () => deep(), 'RangeError'],
  ])('%s: costs that review only, and no stack is told', async (_name, hook, error) => {
    const hooks = { '/pod/mutate': hook, '/pvc/mutate': ({ uid }: { uid: string }) => allowed(uid) };
    const { review, lines, ops } = await startServer({ hooks });
    const { code, response, body } = await review(podReview());
    expect([code, response]).toEqual([
      500,
      {
        uid: UID,
        allowed: false,
        status: { code: 500, reason: 'InternalError', message: expect.stringContaining(UID) },
      },
    ]);
    expect(body).not.toMatch(/\.ts|TypeError|RangeError/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      uid: UID,
      error,
      msg: 'a hook failed',
    });
    expect((await review(podReview(), '/pvc/mutate')).code).toBe(200);
    const page = (await ops('/metrics')).body;
    expect(sampleIn(page, 'controller_runtime_webhook_panics_total')).toBe(1);
    expect(
      sampleIn(page, 'controller_runtime_webhook_requests_total{webhook="/pod/mutate",code="500"}'),
    ).toBe(1);
    expect(sampleIn(page, 'stowage_decisions_total{webhook="/pod/mutate",decision="errored"}')).toBe(1);
  });
});

test('a hook that blocks the process delays the others, and all are answered', async () => {
  const hooks: Record<string, HookFunction> = {
    '/slow': ({ uid }) => {
      const end = performance.now() + 400;
      while (performance.now() < end);
      return allowed(uid);
    },
    '/fast': ({ uid }) => allowed(uid),
  };
  const { review, ops } = await startServer({ hooks });
  const answers = await Promise.all([
    review(podReview(), '/slow'),
    ...Array.from({ length: 10 }, () => review(podReview(), '/fast')),
  ]);
  expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 200));
  expect((await ops('/livez')).code).toBe(200);
});

test('an exception outside the hooks is answered with a review too', async () => {
  const { review, lines } = await startServer({
    readiness: {
      cannotDecide: () => {
        throw new Error('broken port');
      },
      notReady: () => [],
    },
  });
  const { code, response } = await review(podReview());
  expect([code, response]).toMatchObject([500, { uid: '', allowed: false, status: { code: 500 } }]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    reason: 'broken port',
    msg: 'a request failed',
  });
});

describe('a server that cannot decide yet', () => {
  test('asks kube-apiserver to come again, over another connection', async () => {
    let reason: string | undefined = 'Pods are not read yet';
    const { review, ops } = await startServer({
      readiness: { cannotDecide: () => reason, notReady: () => [] },
    });
    const early = await review(podReview());
    expect(early.code).toBe(503);
    expect(early.headers).toMatchObject({ 'retry-after': '1', connection: 'close' });
    expect(early.response).toMatchObject({ allowed: false, status: { code: 503, message: reason } });
    expect(await ops('/readyz')).toMatchObject({ code: 503, body: 'Pods are not read yet\n' });
    reason = undefined;
    expect((await review(podReview())).code).toBe(200);
    expect(await ops('/readyz')).toMatchObject({ code: 200, body: 'ok\n' });
  });

  test('still answers when it only should not get new traffic', async () => {
    const { review, ops } = await startServer({
      readiness: {
        cannotDecide: () => undefined,
        notReady: () => ['the certificate is not trusted yet', 'and more'],
      },
    });
    expect((await review(podReview())).code).toBe(200);
    expect(await ops('/readyz')).toMatchObject({
      code: 503,
      body: 'the certificate is not trusted yet\nand more\n',
    });
  });
});
