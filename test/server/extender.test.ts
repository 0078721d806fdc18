import { once } from 'node:events';
import { connect as connectTcp, createServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, test } from 'vitest';
import type { Extender } from '../../src/scheduler/extender.ts';
import type { Clock } from '../../src/server/drain.ts';
import { EXTENDER_LIMITS } from '../../src/server/extender-limits.ts';
import { claim, podWith, storageClass } from '../support/objects.ts';
import { GIB, lvmNode } from '../scheduler/fixtures.ts';
import { plainKeepAliveAgent, startExtender } from '../support/extender-server.ts';
import type { Call } from '../support/extender-server.ts';
import { newServingCertificate, readToEnd } from '../support/webhook-server.ts';

const MIB = 1024 * 1024;
const NODES = [lvmNode('n1', { ssd: 100n * GIB }), lvmNode('n2', { ssd: 10n * GIB })];
const STATE = [
  storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }),
  claim('data', { storageClassName: 'ssd', storage: '20Gi' }),
  ...NODES,
];
const POD = podWith(['data'], { metadata: { namespace: 'shop' } });
const BY_NAME = { Pod: POD, Nodes: null, NodeNames: ['n1', 'n2'] };
const BY_OBJECT = { Pod: POD, Nodes: { metadata: {}, items: NODES }, NodeNames: null };

/** An extender that throws at every call. */
function throwing(thrown: unknown): Extender {
  const fail = () => {
    throw thrown;
  };
  return { predicate: fail, prioritize: fail };
}

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

describe('predicate', () => {
  test.each<[string, object]>([
    ['as kube-scheduler calls', BY_NAME],
    ['in lower case', { pod: POD, nodenames: ['n1', 'n2'] }],
    ['in camel case', { pod: POD, nodeNames: ['n1', 'n2'] }],
  ])('answers names with names, %s', async (_name, json) => {
    const { call } = await startExtender({ state: STATE });
    const { code, headers, body } = await call({ json });
    expect([code, headers['content-type'], JSON.parse(body)]).toEqual([
      200,
      'application/json',
      {
        Nodes: null,
        NodeNames: ['n1'],
        FailedNodes: null,
        FailedAndUnresolvableNodes: { n2: 'ssd: needs 20Gi' },
        Error: '',
      },
    ]);
  });

  test.each<[string, object]>([
    ['as kube-scheduler calls', BY_OBJECT],
    ['in lower case', { pod: POD, nodes: { items: NODES } }],
  ])('answers nodes with nodes, and goes by what they say, %s', async (_name, json) => {
    const { call } = await startExtender({ state: STATE.slice(0, 2) });
    const { code, body } = await call({ json });
    expect([code, JSON.parse(body)]).toEqual([
      200,
      {
        Nodes: { metadata: {}, items: [NODES[0]] },
        NodeNames: null,
        FailedNodes: null,
        FailedAndUnresolvableNodes: { n2: 'ssd: needs 20Gi' },
        Error: '',
      },
    ]);
  });

  test('lets a pod without storage pass everywhere', async () => {
    const { call } = await startExtender({ state: STATE });
    const { body } = await call({ json: { Pod: {}, NodeNames: ['n1', 'n2', 'unknown'] } });
    expect(JSON.parse(body)).toMatchObject({
      NodeNames: ['n1', 'n2', 'unknown'],
      FailedNodes: null,
      FailedAndUnresolvableNodes: null,
    });
  });

  test('does not ask for a content type, as topolvm-scheduler does not', async () => {
    const { call } = await startExtender({ state: STATE });
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await call({ json: BY_NAME, headers })).code).toBe(200);
  });
});

describe('prioritize', () => {
  test.each([
    ['names', BY_NAME],
    ['nodes', BY_OBJECT],
  ])('scores %s', async (_name, json) => {
    const { call } = await startExtender({ state: STATE });
    const { code, body } = await call({ path: '/prioritize', json });
    expect([code, JSON.parse(body)]).toEqual([
      200,
      [
        { Host: 'n1', Score: 6 },
        { Host: 'n2', Score: 3 },
      ],
    ]);
  });

  test('answers null when there is nothing to score', async () => {
    const { call } = await startExtender({ state: STATE });
    expect(await call({ path: '/prioritize', json: { Pod: {}, NodeNames: ['n1'] } })).toMatchObject({
      code: 200,
      body: 'null',
    });
  });
});

describe('what is no call is refused, and the next call answered', () => {
  test.each<[string, Call, number, string]>([
    ['half an object', { body: '{' }, 400, 'the body is not JSON'],
    ['an empty object', { json: {} }, 400, 'Pod must be given'],
    ['null', { json: null }, 400, 'Pod must be given'],
    ['an empty body', { body: '' }, 400, 'the body is empty'],
    ['bytes that are no UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }, 400, 'the body is not UTF-8'],
    ['no nodes', { json: { Pod: POD } }, 400, 'Nodes or NodeNames must be given'],
    ['deep nesting', { body: '['.repeat(1e5) }, 400, 'the body is nested more than 64 levels deep'],
    ['GET', { method: 'GET' }, 405, 'calls are made by POST'],
    ['another path', { path: '/bind', json: BY_NAME }, 404, 'not found'],
    ['a path below', { path: '/predicate/x', json: BY_NAME }, 404, 'not found'],
  ])('%s', async (_name, sent, code, reason) => {
    const { call } = await startExtender({ state: STATE });
    for (const path of [sent.path ?? '/predicate', sent.path ?? '/prioritize']) {
      const answer = await call({ ...sent, path });
      expect([answer.code, JSON.parse(answer.body)]).toEqual([code, { Error: reason }]);
    }
    expect((await call({ json: BY_NAME })).code).toBe(200);
  });

  test('the log does not quote it', async () => {
    const { call, lines } = await startExtender({ state: STATE });
    await call({ body: '{"password": hunter2}' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      verb: 'predicate',
      code: 400,
      reason: 'the body is not JSON',
      msg: 'refused',
    });
    expect(lines.join('')).not.toContain('hunter2');
  });
});

describe('large bodies', () => {
  test('11 MiB of nodes are judged', async () => {
    const { call } = await startExtender({ state: STATE });
    const image = { names: ['registry.example.com/some/image@sha256:0000'], sizeBytes: 123 };
    const status = { images: Array.from({ length: 100 }, () => image) };
    const items = Array.from({ length: 1600 }, (_item, index) => ({
      metadata: { name: `n${index}`, annotations: { 'capacity.topolvm.io/ssd': String(30n * GIB) } },
      status,
    }));
    const body = JSON.stringify({ Pod: POD, Nodes: { items } });
    expect(body.length).toBeGreaterThan(11 * MIB);
    const answer = await call({ body });
    expect([answer.code, JSON.parse(answer.body).Nodes.items.length]).toEqual([200, 1600]);
  });

  test('two of the largest bodies may come at once', () => {
    const { maxBodyBytes, maxBufferedBytes } = EXTENDER_LIMITS;
    expect(maxBodyBytes).toBe(64 * MIB);
    expect(maxBufferedBytes).toBeGreaterThanOrEqual(2 * maxBodyBytes);
  });

  test('a body over the limit is refused by its announced length', async () => {
    const { rawExtender, call } = await startExtender();
    const socket = await rawExtender();
    socket.write(`POST /predicate HTTP/1.1\r\nHost: a\r\nContent-Length: ${64 * MIB + 1}\r\n\r\n`);
    const [head] = await once(socket, 'data');
    expect(String(head)).toMatch(/^HTTP\/1\.1 413 /);
    expect((await call({ json: BY_NAME })).code).toBe(200);
  });

  test('a body over the limit is refused when it comes in chunks', async () => {
    const { call } = await startExtender({ serving: { limits: { maxBodyBytes: MIB } } });
    const answer = await call({ body: Array.from({ length: 20 }, () => Buffer.alloc(64 * 1024, ' ')) });
    expect([answer.code, JSON.parse(answer.body)]).toEqual([
      413,
      { Error: 'the body is larger than 1048576 bytes' },
    ]);
    expect((await call({ json: BY_NAME })).code).toBe(200);
  });
});

describe('an extender that throws', () => {
  test.each([
    ['an error', new TypeError('no such property'), 'TypeError'],
    ['no error at all', 'text', 'string'],
  ])('%s: the call is answered and no stack is told', async (_name, thrown, error) => {
    const { call, lines, sample } = await startExtender({ extender: throwing(thrown) });
    for (const path of ['/predicate', '/prioritize']) {
      const { code, body } = await call({ path, json: BY_NAME });
      expect([code, JSON.parse(body)]).toEqual([
        500,
        { Error: 'stowage failed on this call; its log has the details' },
      ]);
    }
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      namespace: 'shop',
      name: 'web',
      nodes: 2,
      error,
      msg: 'the extender failed',
    });
    expect(await sample('stowage_extender_panics_total')).toBe(2);
    expect(await sample('stowage_extender_requests_total{verb="predicate",code="500"}')).toBe(1);
  });
});

describe('status', () => {
  test('is ok', async () => {
    const { call } = await startExtender();
    expect(await call({ path: '/status', method: 'GET' })).toMatchObject({ code: 200, body: 'ok' });
  });

  test('is ok while nothing can be decided yet, and calls are put off', async () => {
    const readiness = { cannotDecide: () => 'Nodes are not read yet', notReady: () => [] };
    const { call } = await startExtender({ state: STATE, readiness });
    expect((await call({ path: '/status', method: 'GET' })).code).toBe(200);
    const answer = await call({ json: BY_NAME });
    expect([answer.code, JSON.parse(answer.body)]).toEqual([503, { Error: 'Nodes are not read yet' }]);
  });
});

test('what was decided is logged and counted, reasons with the number of nodes', async () => {
  const { call, lines, sample } = await startExtender({ state: STATE });
  await call({ json: BY_NAME });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    verb: 'predicate',
    code: 200,
    namespace: 'shop',
    name: 'web',
    nodes: 2,
    passed: 1,
    refused: ['1 ssd: needs 20Gi'],
    msg: 'answered',
  });
  expect(await sample('stowage_extender_requests_total{verb="predicate",code="200"}')).toBe(1);
  expect(await sample('stowage_extender_nodes_total{verdict="refused"}')).toBe(1);
  expect(await sample('stowage_extender_latency_seconds_count{verb="predicate"}')).toBe(1);
});

describe('connections', () => {
  test('are kept for longer than kube-scheduler keeps them idle', async () => {
    const { call } = await startExtender({ state: STATE });
    const agent = plainKeepAliveAgent();
    const { headers } = await call({ json: BY_NAME, agent });
    expect(headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=120' });
  });

  test('calls one after the other and at once are all answered', async () => {
    const { call } = await startExtender({ state: STATE });
    const agent = plainKeepAliveAgent();
    const paths = Array.from({ length: 200 }, (_item, index) =>
      index % 2 === 0 ? '/predicate' : '/prioritize',
    );
    const codes = await Promise.all(
      paths.map(async path => (await call({ path, json: BY_NAME, agent })).code),
    );
    expect(new Set(codes)).toEqual(new Set([200]));
  });

  test('a client that goes away in the middle of its body costs nothing', async () => {
    const { call, rawExtender, sample } = await startExtender({ state: STATE });
    const socket = await rawExtender();
    socket.end('POST /predicate HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"Pod"');
    socket.destroy();
    await expect.poll(() => sample('stowage_extender_requests_total{verb="predicate",code="499"}')).toBe(1);
    expect((await call({ json: BY_NAME })).code).toBe(200);
  });

  test('that carried a good call are not given up for those of strangers', async () => {
    const { call, rawExtender } = await startExtender({
      state: STATE,
      serving: { limits: { maxConnections: 2 } },
    });
    const agent = plainKeepAliveAgent();
    await call({ json: BY_NAME, agent });
    const strangers = [await rawExtender(), await rawExtender(), await rawExtender()];
    await expect.poll(() => strangers.map(socket => socket.closed)).toEqual([true, true, false]);
    const { headers } = await call({ json: BY_NAME, agent });
    expect(headers).toMatchObject({ connection: 'keep-alive' });
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  });

  test('what is no HTTP is answered with 400', async () => {
    const { rawExtender } = await startExtender();
    const socket = await rawExtender();
    socket.write('hello\r\n\r\n');
    expect(await readToEnd(socket)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

test('HTTPS is served with the certificate of the webhook, and changes with it', async () => {
  const { servers, port } = await startExtender({ state: STATE, serving: { isSecure: true } });
  async function fingerprint(): Promise<string> {
    const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.destroy();
    return fingerprint256;
  }
  const before = await fingerprint();
  servers.setCertificate(await newServingCertificate());
  expect(await fingerprint()).not.toBe(before);
});

test('HTTPS answers calls', async () => {
  const { port } = await startExtender({ state: STATE, serving: { isSecure: true } });
  const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const body = JSON.stringify(BY_NAME);
  socket.write(
    `POST /predicate HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  const answer = await readToEnd(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('"NodeNames":["n1"]');
});

test('while the server drains, calls are answered and connections given up; then calls are put off', async () => {
  const { servers, call, lines } = await startExtender({ state: STATE });
  const agent = plainKeepAliveAgent();
  const seen: unknown[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    async sleep(milliseconds) {
      now += milliseconds;
      const { code, headers } = await call({ json: BY_NAME, agent });
      seen.push([now, code, headers.connection]);
      const status = await call({ path: '/status', method: 'GET', agent });
      expect([status.code, status.headers.connection]).toEqual([200, 'close']);
    },
  };
  await servers.drain({ minMs: 100, quietMs: 0, maxMs: 100 }, clock);
  expect(seen).toEqual([
    [100, 200, 'close'],
    [1100, 503, 'close'],
  ]);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ requests: 2, msg: 'drained' });
  await expect(call({ json: BY_NAME })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('nothing listens when the address of the extender cannot be had', async () => {
  const { port } = await startExtender();
  const opsAddress = { host: '127.0.0.1', port: await freePort() };
  const address = { host: '127.0.0.1', port };
  await expect(startExtender({ opsAddress, serving: { address } })).rejects.toMatchObject({
    code: 'ERR_SERVER_LISTEN',
  });
  const probe = connectTcp(opsAddress.port, opsAddress.host);
  await expect(once(probe, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
