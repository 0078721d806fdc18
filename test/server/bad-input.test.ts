import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { allowed } from '../../src/core/admission-response.ts';
import type { AdmissionRequest } from '../../src/core/admission.ts';
import { at } from '../../src/core/json.ts';
import { POD, podReview } from '../support/reviews.ts';
import { IN_FLIGHT, keepAliveAgent, startServer } from '../support/webhook-server.ts';
import type { HttpAnswer, Sending } from '../support/webhook-server.ts';

const REVIEW = JSON.stringify(podReview());
const MIB = 1024 * 1024;

/** A review whose pod has a label of the given JSON text. */
function reviewWith(json: string): string {
  return JSON.stringify(podReview({ object: { ...POD, metadata: { labels: 'HERE' } } })).replace(
    '"HERE"',
    json,
  );
}

function statusOf({ body }: HttpAnswer): unknown {
  const review = JSON.parse(body);
  expect(review).toMatchObject({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: { allowed: false },
  });
  return review.response.status;
}

describe('what is no review is refused with a review that says why', () => {
  test.each<[string, Sending, number, string]>([
    ['GET', { method: 'GET' }, 405, 'reviews are sent by POST'],
    ['PUT', { method: 'PUT', body: REVIEW }, 405, 'reviews are sent by POST'],
    ['DELETE', { method: 'DELETE' }, 405, 'reviews are sent by POST'],
    ['an empty body', { body: '' }, 400, 'the body is empty'],
    ['text', { body: 'hello' }, 400, 'the body is not JSON'],
    ['a review cut short', { body: REVIEW.slice(0, -5) }, 400, 'the body is not JSON'],
    ['two reviews', { body: REVIEW + REVIEW }, 400, 'the body is not JSON'],
    ['a byte order mark', { body: `\ufeff${REVIEW}` }, 400, 'the body is not JSON'],
    [
      'bytes that are no UTF-8',
      { body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) },
      400,
      'the body is not UTF-8',
    ],
    ['an empty object', { body: '{}' }, 400, 'kind must be AdmissionReview'],
    ['no content type', { headers: { 'Content-Type': '' }, body: REVIEW }, 415, 'must be application/json'],
    [
      'YAML',
      { headers: { 'Content-Type': 'application/yaml' }, body: REVIEW },
      415,
      'must be application/json',
    ],
    [
      'a likeness',
      { headers: { 'Content-Type': 'application/json5' }, body: REVIEW },
      415,
      'must be application/json',
    ],
    [
      'another charset',
      { headers: { 'Content-Type': 'application/json; charset=utf-16' }, body: REVIEW },
      415,
      'must be application/json',
    ],
    [
      'a compressed body, which is not inflated',
      { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync('['.repeat(MIB)) },
      415,
      'must not be compressed',
    ],
    [
      'nesting of 10,000 levels',
      { body: reviewWith('['.repeat(1e4) + ']'.repeat(1e4)) },
      400,
      'more than 64 levels deep',
    ],
    ['nesting without an end', { body: '[{"a":'.repeat(1e5) }, 400, 'more than 64 levels deep'],
    ['400,000 members', { body: reviewWith(`[${'0,'.repeat(4e5)}0]`) }, 400, 'more than 100000 members'],
  ])('%s', async (_name, sending, code, message) => {
    const { send } = await startServer();
    const answer = await send(sending);
    expect(answer.code).toBe(code);
    expect(statusOf(answer)).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(answer.body).not.toMatch(/\.ts|node:|at /);
    if (code === 405) expect(answer.headers).toHaveProperty('allow', 'POST');
  });

  test('a charset of UTF-8 is taken', async () => {
    const { send } = await startServer();
    expect(
      (await send({ headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: REVIEW })).code,
    ).toBe(200);
  });

  test.each([
    ['a request that is null', { ...podReview(), request: null }, ''],
    [
      'another kind of review',
      { ...podReview(), kind: 'TokenReview' },
      '705ab4f5-6393-11e8-b7cc-42010a800002',
    ],
    ['a null object', podReview({ object: null }), '705ab4f5-6393-11e8-b7cc-42010a800002'],
    [
      'an object of another kind',
      podReview({ object: { ...POD, kind: 'Secret' } }),
      '705ab4f5-6393-11e8-b7cc-42010a800002',
    ],
    ['no uid', podReview({ uid: null }), ''],
  ])('%s is refused, and the uid echoed where there is one', async (_name, review, uid) => {
    const running = await startServer();
    const { code, response } = await running.review(review);
    expect([code, response]).toMatchObject([400, { uid, allowed: false, status: { code: 400 } }]);
  });

  test('the hook never hears of it, and the log does not quote it', async () => {
    const heard: AdmissionRequest[] = [];
    const { send, lines } = await startServer({
      hooks: {
        '/pod/mutate': request => {
          heard.push(request);
          return allowed(request.uid);
        },
      },
    });
    await send({ body: '{"password": hunter2}' });
    expect(heard).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      code: 400,
      reason: 'the body is not JSON',
      msg: 'refused',
    });
    expect(lines[0]).not.toContain('hunter2');
  });
});

describe('a body that is too large', () => {
  test('is refused by its announced length, before it has come', async () => {
    const { rawTls } = await startServer();
    const socket = await rawTls();
    socket.write(
      `POST /pod/mutate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${8 * MIB}\r\n\r\n`,
    );
    const [head] = await new Promise<string[]>(resolve =>
      socket.once('data', data => resolve([data.toString()])),
    );
    expect(head).toMatch(/^HTTP\/1\.1 413 /);
  });

  test.each<[string, Sending]>([
    ['announced', { body: Buffer.alloc(8 * MIB, ' ') }],
    ['in chunks without a length', { body: Array.from({ length: 128 }, () => Buffer.alloc(64 * 1024, ' ')) }],
  ])('is refused with 413 when it is %s, and is not kept', async (_name, sending) => {
    const { send } = await startServer();
    const before = process.memoryUsage().arrayBuffers;
    const answer = await send({ ...sending, agent: keepAliveAgent() });
    expect(answer.code).toBe(413);
    expect(statusOf(answer)).toMatchObject({ code: 413, reason: 'RequestEntityTooLarge' });
    const after = process.memoryUsage().arrayBuffers;
    expect(after - before).toBeLessThan(64 * MIB);
  });

  test('is taken up to the last byte that is allowed', async () => {
    const { send } = await startServer({ limits: { maxBodyBytes: REVIEW.length } });
    expect((await send({ body: REVIEW })).code).toBe(200);
    expect((await send({ body: `${REVIEW} ` })).code).toBe(413);
  });

  test('of 7 MiB is still reviewed', async () => {
    const { review } = await startServer();
    const object = { ...POD, metadata: { annotations: { a: 'x'.repeat(7 * MIB - 2000) } } };
    expect((await review(podReview({ object }))).code).toBe(200);
  });
});

describe('odd numbers and duplicate keys', () => {
  test.each([
    ['a number beyond all numbers', '{"n":1e400}', Infinity],
    ['an integer beyond the exact ones', '{"n":9007199254740993}', 9007199254740992],
    ['a key that comes twice: the last counts', '{"n":1,"n":2}', 2],
  ])('%s reaches the hook as JSON.parse reads it', async (_name, labels, expected) => {
    let seen: unknown;
    const { send } = await startServer({
      hooks: {
        '/pod/mutate': ({ uid, object }) => {
          seen = at(object, 'metadata', 'labels', 'n');
          return allowed(uid);
        },
      },
    });
    expect((await send({ body: reviewWith(labels) })).code).toBe(200);
    expect(seen).toBe(expected);
  });
});

test('a client that goes away in the middle of its body costs nothing', async () => {
  const { rawTls, sample, review } = await startServer();
  const socket = await rawTls();
  socket.write(
    'POST /pod/mutate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
  );
  await expect.poll(() => sample(IN_FLIGHT)).toBe(1);
  socket.destroy();
  await expect.poll(() => sample(IN_FLIGHT)).toBe(0);
  expect(await sample('controller_runtime_webhook_requests_total{webhook="/pod/mutate",code="499"}')).toBe(1);
  expect((await review(podReview())).code).toBe(200);
});
