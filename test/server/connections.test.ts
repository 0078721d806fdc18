import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { podReview } from '../support/reviews.ts';
import { IN_FLIGHT, keepAliveAgent, readToEnd, startServer } from '../support/webhook-server.ts';

const REVIEW = JSON.stringify(podReview());
const HEAD = 'POST /pod/mutate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

/** Limits of a tenth of a second and less, so that a test sees them at work. */
const SHORT = {
  handshakeTimeoutMs: 100,
  headersTimeoutMs: 100,
  requestTimeoutMs: 150,
  idleTimeoutMs: 100,
  checkingIntervalMs: 20,
};

async function millisecondsUntilClosed(socket: Socket): Promise<number> {
  const start = performance.now();
  await readToEnd(socket);
  return performance.now() - start;
}

function beginReview(socket: TLSSocket): void {
  socket.write(`${HEAD}Content-Length: ${REVIEW.length}\r\n\r\n${REVIEW.slice(0, 9)}`);
}

describe('TLS', () => {
  test('is 1.3 with a P-256 certificate, and the protocol HTTP/1.1', async () => {
    const { rawTls } = await startServer();
    const socket = await rawTls({ ALPNProtocols: ['h2', 'http/1.1'] });
    expect(socket.getProtocol()).toBe('TLSv1.3');
    expect(socket.alpnProtocol).toBe('http/1.1');
    expect(socket.getPeerX509Certificate()?.publicKey.asymmetricKeyDetails).toEqual({
      namedCurve: 'prime256v1',
    });
  });

  test.each([
    ['TLS 1.2', { maxVersion: 'TLSv1.2' } as const],
    ['HTTP/2 only', { ALPNProtocols: ['h2'] }],
    ['a name that is not ours', { servername: 'other.svc' }],
    ['no authority', { ca: '' }],
  ])('is not made with a client of %s', async (_name, options) => {
    const { rawTls } = await startServer();
    await expect(rawTls(options)).rejects.toThrow();
  });

  test('plain HTTP on its port gets nothing', async () => {
    const { rawTcp } = await startServer();
    const socket = await rawTcp();
    socket.write(`${HEAD}Content-Length: ${REVIEW.length}\r\n\r\n${REVIEW}`);
    expect(await readToEnd(socket)).not.toContain('HTTP/1.1');
  });
});

describe('a connection that stalls is closed', () => {
  test('in the middle of the TCP handshake of TLS', async () => {
    const { rawTcp } = await startServer({ limits: SHORT });
    expect(await millisecondsUntilClosed(await rawTcp())).toBeLessThan(2000);
  });

  test('without a request', async () => {
    const { rawTls } = await startServer({ limits: SHORT });
    expect(await millisecondsUntilClosed(await rawTls())).toBeLessThan(2000);
  });

  test.each([
    ['in its headers', 'POST /pod/mutate HTTP/1.1\r\nHost: a\r\nX-'],
    ['in its body', `${HEAD}Content-Length: ${REVIEW.length}\r\n\r\n${REVIEW.slice(0, 9)}`],
    ['in its chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a"`],
  ])('%s', async (_name, text) => {
    const { rawTls, review } = await startServer({ limits: SHORT });
    const socket = await rawTls();
    socket.write(text);
    expect(await millisecondsUntilClosed(socket)).toBeLessThan(2000);
    expect((await review(podReview())).code).toBe(200);
  });

  test('while it trickles headers, a byte at a time', async () => {
    const { rawTls } = await startServer({ limits: { ...SHORT, idleTimeoutMs: 10_000 } });
    const socket = await rawTls();
    socket.write('POST /pod/mutate HTTP/1.1\r\nX-A: ');
    const timer = setInterval(() => socket.write('a'), 10);
    try {
      expect(await readToEnd(socket)).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      clearInterval(timer);
    }
  });
});

describe('malformed HTTP is answered by 4xx and a close', () => {
  test.each([
    ['headers that are too large', `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(17 * 1024)}\r\n\r\n`, 431],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
    ['a length and chunks', `${HEAD}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 400],
  ])('%s', async (_name, text, code) => {
    const { rawTls } = await startServer();
    const socket = await rawTls();
    socket.write(text);
    expect(await readToEnd(socket)).toMatch(new RegExp(`^HTTP/1\\.1 ${code} `));
  });
});

describe('idle connections of kube-apiserver', () => {
  test('are kept for 120 s, longer than the 90 s it keeps them itself', async () => {
    const { send } = await startServer();
    const { headers } = await send({ body: REVIEW, agent: keepAliveAgent() });
    expect(headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=120' });
  });

  test('outlive the time that a connection without a request gets', async () => {
    const { send, rawTls } = await startServer({ limits: SHORT });
    const agent = keepAliveAgent();
    await send({ body: REVIEW, agent });
    await readToEnd(await rawTls());
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
    expect((await send({ body: REVIEW, agent })).code).toBe(200);
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  });
});

describe('too many connections', () => {
  const limits = { maxConnections: 5 };

  test('cost the oldest stranger its place, not a connection that carried reviews', async () => {
    const { send, rawTls } = await startServer({ limits });
    const agent = keepAliveAgent();
    await send({ body: REVIEW, agent });
    const strangers: TLSSocket[] = [];
    for (let index = 0; index < 4; index += 1) strangers.push(await rawTls());
    const oldest = strangers[0];
    const closed = oldest && once(oldest, 'close');
    const newcomer = await rawTls();
    await closed;
    expect(strangers.slice(1).some(socket => socket.closed)).toBe(false);
    expect(newcomer.closed).toBe(false);
    expect((await send({ body: REVIEW, agent })).code).toBe(200);
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  });

  test('of half-open strangers leave room for reviews', async () => {
    const { rawTcp, review } = await startServer({ limits });
    for (let index = 0; index < 50; index += 1) await rawTcp();
    expect((await review(podReview())).code).toBe(200);
  });

  test('that all do good work turn the newcomer away', async () => {
    const { send, rawTls } = await startServer({ limits: { maxConnections: 1 } });
    const agent = keepAliveAgent();
    await send({ body: REVIEW, agent });
    await expect(rawTls()).rejects.toThrow();
    expect((await send({ body: REVIEW, agent })).code).toBe(200);
  });
});

describe('too many reviews at once', () => {
  test('are put off with Retry-After, and the others are answered', async () => {
    const { rawTls, review, sample } = await startServer({
      limits: { maxConcurrentReviews: 2, slowBodyMs: 60_000 },
    });
    const [one, two] = [await rawTls(), await rawTls()];
    beginReview(one);
    beginReview(two);
    await expect.poll(() => sample(IN_FLIGHT)).toBe(2);
    const third = await review(podReview());
    expect(third.code).toBe(503);
    expect(third.headers).toMatchObject({ 'retry-after': '1', connection: 'close' });
    expect(third.response).toMatchObject({
      status: { message: expect.stringContaining('too many reviews') },
    });
    const answered = once(one, 'data');
    one.write(REVIEW.slice(9));
    expect(String((await answered)[0])).toMatch(/^HTTP\/1\.1 200 /);
    expect((await review(podReview())).code).toBe(200);
  });

  test('make a slow body give way', async () => {
    const { rawTls, review, sample } = await startServer({
      limits: { maxConcurrentReviews: 1, slowBodyMs: 0 },
    });
    const slow = await rawTls();
    beginReview(slow);
    await expect.poll(() => sample(IN_FLIGHT)).toBe(1);
    expect((await review(podReview())).code).toBe(200);
    expect(await readToEnd(slow)).toMatch(/^HTTP\/1\.1 503 /);
  });

  test('are put off when their bodies would fill the memory', async () => {
    const { review } = await startServer({ limits: { maxBufferedBytes: REVIEW.length - 1 } });
    expect((await review(podReview())).code).toBe(503);
  });
});

test('two hundred stalled connections of four sorts do not keep reviews from being answered', async () => {
  const { rawTcp, rawTls, review } = await startServer({
    limits: { maxConcurrentReviews: 20, slowBodyMs: 0 },
  });
  for (let index = 0; index < 50; index += 1) {
    await rawTcp();
    await rawTls();
    (await rawTls()).write('POST /pod/mutate HTTP/1.1\r\nHost: a\r\nX-');
    beginReview(await rawTls());
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => review(podReview())));
  expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 200));
});
