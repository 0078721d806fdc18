import { describe, expect, test } from 'vitest';
import { allowed, denied } from '../../src/core/admission-response.ts';
import { podReview } from '../support/reviews.ts';
import { sampleIn, startServer } from '../support/webhook-server.ts';

describe('the listener of the operators', () => {
  test.each([
    ['/healthz', 200, 'ok\n'],
    ['/livez', 200, 'ok\n'],
    ['/readyz', 200, 'ok\n'],
    ['/', 404, 'not found\n'],
    ['/pod/mutate', 404, 'not found\n'],
  ])('answers %s with %i', async (path, code, body) => {
    const { ops } = await startServer();
    expect(await ops(path)).toMatchObject({
      code,
      body,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  });

  test('says nothing of the software that made it', async () => {
    const { ops } = await startServer();
    expect(Object.keys((await ops('/livez')).headers).sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'date',
    ]);
  });

  test('is alive though nothing can be decided', async () => {
    const { ops } = await startServer({
      readiness: { cannotDecide: () => 'not yet', notReady: () => ['nor this'] },
    });
    expect(await ops('/livez')).toMatchObject({ code: 200 });
    expect(await ops('/readyz')).toMatchObject({ code: 503, body: 'not yet\nnor this\n' });
  });

  test('answers 500 without a stack when a page fails', async () => {
    const metricsPage = { contentType: 'text/plain', metrics: () => Promise.reject(new Error('broken')) };
    const { ops, lines } = await startServer({ metricsPage });
    expect(await ops('/metrics')).toMatchObject({ code: 500, body: 'internal error\n' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      reason: 'broken',
      msg: 'a request failed',
    });
  });
});

describe('metrics', () => {
  test('of a webhook are there before its first request', async () => {
    const { ops } = await startServer();
    const { headers, body } = await ops('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const code of ['200', '500']) {
      expect(
        sampleIn(body, `controller_runtime_webhook_requests_total{webhook="/pod/mutate",code="${code}"}`),
      ).toBe(0);
    }
    expect(sampleIn(body, 'controller_runtime_webhook_requests_in_flight{webhook="/pod/mutate"}')).toBe(0);
    expect(sampleIn(body, 'controller_runtime_webhook_panics_total')).toBe(0);
    expect(sampleIn(body, 'process_start_time_seconds')).toBeGreaterThan(0);
  });

  test('count requests, decisions and findings; strange paths share one name', async () => {
    const findings = [
      { ruleId: 'a-b', severity: 'error' },
      { ruleId: 'a-b', severity: 'error' },
      { ruleId: 'c-d', severity: 'warning' },
    ] as const;
    const { review, send, ops } = await startServer({
      hooks: {
        '/pvc/validate': ({ uid }) => denied(uid, 'no', { findings }),
        '/pod/mutate': ({ uid }) => allowed(uid),
      },
    });
    await review(podReview(), '/pvc/validate');
    await review(podReview(), '/pod/mutate');
    await review(podReview(), '/made/up/1');
    await review(podReview(), '/made/up/2');
    await send({ method: 'GET' });
    const { body } = await ops('/metrics');
    const samples = {
      'controller_runtime_webhook_requests_total{webhook="/pvc/validate",code="200"}': 1,
      'controller_runtime_webhook_requests_total{webhook="/pod/mutate",code="200"}': 1,
      'controller_runtime_webhook_requests_total{webhook="/pod/mutate",code="405"}': 1,
      'controller_runtime_webhook_requests_total{webhook="unknown",code="200"}': 2,
      'controller_runtime_webhook_latency_seconds_count{webhook="/pod/mutate"}': 2,
      'controller_runtime_webhook_requests_in_flight{webhook="/pod/mutate"}': 0,
      'stowage_decisions_total{webhook="/pvc/validate",decision="denied"}': 1,
      'stowage_decisions_total{webhook="/pod/mutate",decision="allowed"}': 1,
      'stowage_decisions_total{webhook="unknown",decision="allowed"}': 2,
      'stowage_findings_total{rule="a-b",severity="error"}': 2,
      'stowage_findings_total{rule="c-d",severity="warning"}': 1,
    };
    expect(Object.keys(samples).map(sample => [sample, sampleIn(body, sample)])).toEqual(
      Object.entries(samples),
    );
    expect(body).not.toContain('/made/up');
  });
});

describe('an address that is taken', () => {
  const host = '127.0.0.1';

  test.each(['webhookAddress', 'opsAddress'] as const)(
    'as the %s is an error that names it',
    async option => {
      const { ports } = await startServer();
      const taken = startServer({ [option]: { host, port: ports.webhook } });
      await expect(taken).rejects.toMatchObject({
        code: 'ERR_SERVER_LISTEN',
        message: expect.stringContaining(`${host}:${ports.webhook}`),
      });
    },
  );

  test('leaves nothing listening', async () => {
    const { ports, servers } = await startServer();
    await servers.close();
    const other = await startServer();
    const opsAddress = { host, port: ports.ops };
    await expect(
      startServer({ opsAddress, webhookAddress: { host, port: other.ports.webhook } }),
    ).rejects.toThrow();
    expect((await startServer({ opsAddress })).ports.ops).toBe(ports.ops);
  });
});
