import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isDrained, untilDrained } from '../../src/server/drain.ts';
import type { Clock } from '../../src/server/drain.ts';
import { Lifecycle } from '../../src/server/lifecycle.ts';
import { podReview } from '../support/reviews.ts';
import { IN_FLIGHT, keepAliveAgent, startServer } from '../support/webhook-server.ts';

const TIMES = { minMs: 15_000, quietMs: 5_000, maxMs: 45_000 };

/** A clock whose sleepers are woken by hand; each sleep is told to `onSleep` first. */
function handClock(onSleep: (now: number) => void | Promise<void>): Clock {
  let now = 0;
  return {
    now: () => now,
    async sleep(milliseconds) {
      now += milliseconds;
      await onSleep(now);
    },
  };
}

describe('isDrained', () => {
  test.each([
    ['not before the least time', 14_999, 14_999, false],
    ['at the least time, when it is quiet', 15_000, 5_000, true],
    ['not while requests come', 15_000, 4_999, false],
    ['as soon as it is quiet', 20_000, 5_000, true],
    ['at the longest time, however busy', 45_000, 0, true],
  ])('%s', (_name, elapsed, quiet, expected) => {
    expect(isDrained(elapsed, quiet, TIMES)).toBe(expected);
  });
});

async function drainedAfter(hasRequest: (now: number) => boolean): Promise<number> {
  const lifecycle = new Lifecycle();
  let end = 0;
  const clock = handClock(now => {
    end = now;
    if (hasRequest(now)) lifecycle.noteRequest();
  });
  await untilDrained(lifecycle, TIMES, clock);
  return end;
}

describe('untilDrained', () => {
  test.each([
    ['the least time, when nothing comes', () => false, 15_000],
    ['the quiet time after the last request', (now: number) => now <= 18_000, 23_000],
    ['the longest time, when requests never stop', () => true, 45_000],
  ])('waits for %s', async (_name, hasRequest, expected) => {
    expect(await drainedAfter(hasRequest)).toBe(expected);
  });
});

describe('a server that drains', () => {
  test('goes on deciding, says good-bye with every answer, then refuses, then is gone', async () => {
    const { servers, send, review, ops } = await startServer();
    const agent = keepAliveAgent();
    const body = JSON.stringify(podReview());
    expect((await send({ body, agent })).headers).toMatchObject({ connection: 'keep-alive' });
    expect((await ops('/readyz')).code).toBe(200);
    const seen: unknown[] = [];

    const clock = handClock(async now => {
      const { code, headers } = await send({ body, agent });
      const ready = await ops('/readyz');
      seen.push([
        now,
        code,
        headers.connection,
        headers['retry-after'],
        ready.code,
        ready.headers.connection,
      ]);
      expect(ready.body).toBe('the server is shutting down\n');
      expect((await ops('/livez')).code).toBe(200);
    });
    await servers.drain({ minMs: 200, quietMs: 100, maxMs: 300 }, clock);

    expect(seen).toEqual([
      [100, 200, 'close', undefined, 503, 'close'],
      [200, 200, 'close', undefined, 503, 'close'],
      [300, 200, 'close', undefined, 503, 'close'],
      [1300, 503, 'close', '1', 503, 'close'],
    ]);
    await expect(review(podReview())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(ops('/livez')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('says good-bye to a review that was on its way when it began', async () => {
    const { servers, rawTls, sample } = await startServer();
    const body = JSON.stringify(podReview());
    const socket = await rawTls();
    const head = `POST /pod/mutate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    socket.write(head + body.slice(0, 9));
    await expect.poll(() => sample(IN_FLIGHT)).toBe(1);
    let answer = '';
    socket.on('data', data => (answer += data.toString()));
    const clock = handClock(async now => {
      if (now === 100) socket.write(body.slice(9));
      await expect.poll(() => answer).toContain('"allowed":true');
    });
    await servers.drain({ minMs: 100, quietMs: 0, maxMs: 100 }, clock);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain('Connection: close\r\n');
  });

  test('closes connections that stall', async () => {
    const { servers, rawTls, rawTcp } = await startServer();
    const sockets = [await rawTls(), await rawTcp()];
    sockets[0]?.write('POST /pod/mutate HTTP/1.1\r\n');
    await servers.drain(
      { minMs: 0, quietMs: 0, maxMs: 0 },
      handClock(() => undefined),
    );
    await expect.poll(() => sockets.map(socket => socket.closed)).toEqual([true, true]);
  });

  test('keeps to real time when nobody says otherwise', async () => {
    const { servers } = await startServer();
    const start = performance.now();
    await servers.drain({ minMs: 0, quietMs: 0, maxMs: 0 });
    expect(performance.now() - start).toBeGreaterThanOrEqual(900);
  });

  test('loses no review while another server takes over', async () => {
    const servers = [await startServer(), await startServer()] as const;
    const [leaving, staying] = servers;
    const targets = servers.map(server => ({ server, agent: keepAliveAgent() }));
    const body = JSON.stringify(podReview());
    const codes: number[] = [];
    let endpoints = targets;
    const over = new AbortController();

    async function sendReviews(): Promise<void> {
      for (let turn = 0; !over.signal.aborted; turn += 1) {
        const target = endpoints[turn % endpoints.length];
        if (target !== undefined) codes.push((await target.server.send({ body, agent: target.agent })).code);
      }
    }
    const clients = Array.from({ length: 8 }, sendReviews);
    await expect.poll(() => codes.length).toBeGreaterThan(50);
    const start = performance.now();
    await leaving.servers.drain(
      { minMs: 400, quietMs: 100, maxMs: 5_000 },
      {
        now: () => performance.now(),
        async sleep(milliseconds) {
          // As kube-proxy does, some time after the pod was told to go.
          if (performance.now() - start > 200) endpoints = targets.filter(({ server }) => server === staying);
          await sleep(milliseconds);
        },
      },
    );
    const before = codes.length;
    await expect.poll(() => codes.length).toBeGreaterThan(before + 50);
    over.abort();
    await Promise.all(clients);
    expect(new Set(codes)).toEqual(new Set([200]));
  });
});
