import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../src/policy/policy.ts';
import type { Policy, PolicyJob } from '../../src/policy/policy.ts';
import { OPENAPI_PATH, QUESTION_ROUTES } from '../../src/policy/routes.ts';
import type { ReviewToken } from '../../src/server/token-gate.ts';
import { createPolicyMetrics } from '../../src/telemetry/policy-metrics.ts';
import { createRegistry } from '../../src/telemetry/metrics.ts';
import { askPolicy } from '../support/policy.ts';
import type { Asked, Asking } from '../support/policy.ts';
import { podReview } from '../support/reviews.ts';
import { startServer } from '../support/webhook-server.ts';
import type { RunningServer, TestOptions } from '../support/webhook-server.ts';

const MIB = 1024 * 1024;
const TODAY = '2026-11-20';

/** A server whose policy API answers by a function, and hands to it. */
interface PolicyServer extends RunningServer {
  readonly ask: (asking: Asking) => Promise<Asked>;
  /** What reached the policy. */
  readonly jobs: readonly PolicyJob[];
}

interface PolicyOptions extends TestOptions {
  readonly answer?: Policy['answer'];
  readonly reviewToken?: ReviewToken;
}

async function startPolicyServer({
  answer,
  reviewToken,
  ...options
}: PolicyOptions = {}): Promise<PolicyServer> {
  const jobs: PolicyJob[] = [];
  const policy: Policy = {
    async answer(job) {
      jobs.push(job);
      return (await answer?.(job)) ?? { code: 200, text: '{"findings":[]}\n' };
    },
  };
  const metricsPage = createRegistry();
  const metrics = createPolicyMetrics(metricsPage);
  const policyApi = { policy, today: () => TODAY, metrics, ...(reviewToken && { reviewToken }) };
  const running = await startServer({ metricsPage, ...options, policyApi });
  return { ...running, jobs, ask: asking => askPolicy(running.ports.ops, asking) };
}

function failureOf({ text }: Asked): unknown {
  const failure = JSON.parse(text);
  expect(failure).toEqual({ error: expect.stringMatching(/\S/), fix: expect.stringMatching(/^[A-Z/].*\.$/) });
  return failure.error;
}

describe('a question', () => {
  test.each(['application/yaml', 'text/yaml', 'application/json', 'Application/YAML; charset=UTF-8'])(
    'of type %s reaches the policy as it came',
    async type => {
      const { ask, jobs } = await startPolicyServer();
      const asked = await ask({ path: '/api/v1/mutate', type, body: 'kind: ä\n---\n' });
      expect(asked).toMatchObject({ code: 200, text: '{"findings":[]}\n' });
      expect(asked.headers.get('content-type')).toBe('application/json');
      expect(jobs).toEqual([{ action: 'mutate', body: Buffer.from('kind: ä\n---\n'), today: TODAY }]);
    },
  );

  test.each<[string, Asking, number, string]>([
    ['GET', { method: 'GET' }, 405, 'questions are asked by POST'],
    ['PUT', { method: 'PUT', body: 'a' }, 405, 'questions are asked by POST'],
    ['plain text', { type: 'text/plain', body: 'a' }, 415, 'the content type is none that is read'],
    [
      'a form, as curl sends unless told',
      { type: 'application/x-www-form-urlencoded', body: 'a' },
      415,
      'none that is read',
    ],
    ['another charset', { type: 'application/yaml; charset=utf-16', body: 'a' }, 415, 'none that is read'],
    ['a likeness', { type: 'application/yaml-patch', body: 'a' }, 415, 'none that is read'],
    [
      'a compressed body',
      { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync('a') },
      415,
      'the body is compressed',
    ],
    ['8 MiB', { body: Buffer.alloc(8 * MIB, ' ') }, 413, 'the body is larger than'],
    ['another path', { path: '/api/v1/explain', body: 'a' }, 404, 'there is no such path'],
    ['another version', { path: '/api/v2/check', body: 'a' }, 404, 'there is no such path'],
  ])('%s is refused', async (_name, asking, code, error) => {
    const { ask, jobs } = await startPolicyServer();
    const asked = await ask(asking);
    expect(asked.code).toBe(code);
    expect(failureOf(asked)).toContain(error);
    expect(asked.headers.get('allow')).toBe(code === 405 ? 'POST' : null);
    expect(jobs).toEqual([]);
  });

  test('of 7 MiB is taken to the last byte', async () => {
    const { ask, jobs } = await startPolicyServer();
    expect((await ask({ body: Buffer.alloc(7 * MIB, ' ') })).code).toBe(200);
    expect(jobs[0]?.body).toHaveLength(7 * MIB);
  });

  test('is put off with Retry-After while nothing can be decided', async () => {
    const { ask } = await startPolicyServer({
      readiness: { cannotDecide: () => 'not yet', notReady: () => [] },
    });
    const asked = await ask({ body: 'a' });
    expect([asked.code, failureOf(asked)]).toEqual([503, 'not yet']);
    expect(asked.headers.get('retry-after')).toBe('1');
  });

  test('leaves one line in the log, without anything of the body, and is counted', async () => {
    const { ask, lines, sample } = await startPolicyServer();
    await ask({ body: 'password: hunter2' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ action: 'check', code: 200, bytes: 17, msg: 'asked' });
    expect(lines[0]).not.toContain('hunter2');
    expect(await sample('stowage_policy_requests_total{action="check",code="200"}')).toBe(1);
  });

  test.each(['before', 'while'])('whose client goes away %s its body is read costs nothing', async when => {
    const arrived = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const { ports, sample } = await startPolicyServer({
      async reviewToken() {
        arrived.resolve();
        if (when === 'before') await left.promise;
        return { authenticated: true, username: 'me' };
      },
    });
    const head = ['POST /api/v1/check HTTP/1.1', 'Host: a', 'Content-Type: text/yaml', 'Content-Length: 9'];
    const socket = connect(ports.ops, '127.0.0.1');
    socket.write(`${head.join('\r\n')}\r\nAuthorization: Bearer a\r\n\r\na`);
    await arrived.promise;
    socket.destroy();
    await once(socket, 'close');
    // Another connection is served after the server has seen this one's end.
    expect((await askPolicy(ports.ops, { path: OPENAPI_PATH, method: 'GET' })).code).toBe(200);
    left.resolve();
    await expect.poll(() => sample('stowage_policy_requests_total{action="check",code="499"}')).toBe(1);
  });
});

describe('the webhooks', () => {
  test('are answered while every place of the policy API is taken', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { ask, jobs, review } = await startPolicyServer({
      answer: async () => {
        await promise;
        return refusal(503, 'late', 'Try again.');
      },
    });
    const asking = Array.from({ length: 12 }, () => ask({ body: 'a' }));
    await expect.poll(() => jobs.length).toBeGreaterThan(0);
    expect((await review(podReview())).code).toBe(200);
    resolve();
    const codes = (await Promise.all(asking)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set([503]));
  });

  test('have no policy API on their port', async () => {
    const { send } = await startPolicyServer();
    const { body } = await send({ path: '/api/v1/check', body: JSON.stringify(podReview()) });
    expect(JSON.parse(body)).toMatchObject({ kind: 'AdmissionReview', response: { allowed: true } });
  });
});

describe('switched off', () => {
  test.each([...QUESTION_ROUTES.map(({ path }) => path), OPENAPI_PATH])('%s is not there', async path => {
    const { ports } = await startServer();
    const asked = await askPolicy(ports.ops, { path, body: 'a' });
    expect(asked).toMatchObject({ code: 404, text: 'not found\n' });
  });
});

describe('with tokens', () => {
  const review: ReviewToken = token =>
    Promise.resolve({ authenticated: token === 'good-1', username: 'system:serviceaccount:ci:checker' });

  function bearer(token: string): Asking {
    return { headers: { Authorization: `Bearer ${token}` }, body: 'a' };
  }

  test('a good one lets in, and the log says who came', async () => {
    const { ask, lines } = await startPolicyServer({ reviewToken: review });
    expect((await ask(bearer('good-1'))).code).toBe(200);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ username: 'system:serviceaccount:ci:checker' });
  });

  test.each<[string, Asking]>([
    ['no token', { body: 'a' }],
    ['a bad token', bearer('bad-1')],
    ['an empty token', bearer('')],
    ['a password', { headers: { Authorization: 'Basic Z29vZC0x' }, body: 'a' }],
    ['a good token and more', bearer('good-1, good-1')],
  ])('%s is refused before the body is read', async (_name, asking) => {
    const { ask, jobs } = await startPolicyServer({ reviewToken: review });
    const asked = await ask(asking);
    expect([asked.code, failureOf(asked)]).toEqual([401, 'there is no valid bearer token']);
    expect(asked.headers.get('www-authenticate')).toBe('Bearer');
    expect(jobs).toEqual([]);
  });

  test('that cannot be reviewed are put off', async () => {
    const { ask, lines } = await startPolicyServer({
      reviewToken: token => Promise.reject(new TypeError(`forbidden: ${token}`)),
    });
    const asked = await ask(bearer('secret-1'));
    expect([asked.code, failureOf(asked)]).toEqual([503, 'the API server cannot be asked about the token']);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', error: 'TypeError' });
  });

  test('none of them is in the log or in the metrics', async () => {
    const { ask, lines, ops } = await startPolicyServer({
      reviewToken: token => (token === 'secret-3' ? Promise.reject(new Error(token)) : review(token)),
    });
    for (const token of ['good-1', 'secret-2', 'secret-3']) await ask(bearer(token));
    const told = [...lines, (await ops('/metrics')).body].join('\n');
    expect(told).not.toMatch(/good-1|secret-/);
  });

  test('the description is there for everybody', async () => {
    const { ask } = await startPolicyServer({ reviewToken: review });
    expect((await ask({ path: OPENAPI_PATH, method: 'GET' })).code).toBe(200);
  });
});
