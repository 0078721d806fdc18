import { describe, expect, test } from 'vitest';
import { allowed, denied, patched } from '../../src/core/admission-response.ts';
import type { AdmissionRequest } from '../../src/core/admission.ts';
import type { JsonValue } from '../../src/core/json.ts';
import { podReview } from '../support/reviews.ts';
import { keepAliveAgent, sampleIn, startServer } from '../support/webhook-server.ts';

const UID = '705ab4f5-6393-11e8-b7cc-42010a800002';

describe('a decision', () => {
  test('is sent as an AdmissionReview with the uid of the request', async () => {
    const { review } = await startServer();
    const { code, headers, body } = await review(podReview());
    expect(code).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(body.length),
    });
    expect(JSON.parse(body)).toEqual({
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: { uid: UID, allowed: true },
    });
  });

  test('says nothing of the software that made it', async () => {
    const { review } = await startServer();
    const { headers } = await review(podReview());
    expect(Object.keys(headers).sort()).toEqual(['connection', 'content-length', 'content-type', 'date']);
  });

  test('goes by the path', async () => {
    const { review } = await startServer({
      hooks: { '/pod/mutate': ({ uid }) => allowed(uid), '/pvc/validate': ({ uid }) => denied(uid, 'no') },
    });
    expect((await review(podReview(), '/pod/mutate?timeout=5s')).response).toMatchObject({ allowed: true });
    expect((await review(podReview(), '/pvc/validate?timeout=5s')).response).toMatchObject({
      allowed: false,
      status: { code: 403, reason: 'Forbidden', message: 'no' },
    });
  });

  test('carries the uid of the request even when the hook says another', async () => {
    const { review } = await startServer({ hooks: { '/pod/mutate': () => allowed('another') } });
    expect((await review(podReview())).response).toEqual({ uid: UID, allowed: true });
  });

  test.each(['/switched/off', '/', '/pod', '/__proto__', '/%zz', '/pod/mutate/more'])(
    'at %s, where no hook is, is to allow',
    async path => {
      const { review } = await startServer({
        readiness: { cannotDecide: () => 'not yet', notReady: () => [] },
      });
      const { code, response } = await review(podReview(), path);
      expect([code, response]).toEqual([200, { uid: UID, allowed: true }]);
    },
  );

  test('is made for every operation, dry runs and subresources too', async () => {
    const seen: Pick<AdmissionRequest, 'operation' | 'dryRun' | 'subResource'>[] = [];
    const { review } = await startServer({
      hooks: {
        '/pod/mutate': ({ uid, operation, dryRun, subResource }) => {
          seen.push({ operation, dryRun, ...(subResource !== undefined && { subResource }) });
          return allowed(uid);
        },
      },
    });
    await review(podReview({ dryRun: true }));
    await review(podReview({ operation: 'CONNECT', object: null, subResource: 'exec' }));
    expect(seen).toEqual([
      { operation: 'CREATE', dryRun: true },
      { operation: 'CONNECT', dryRun: false, subResource: 'exec' },
    ]);
  });
});

describe('a patch', () => {
  test('that applies is sent', async () => {
    const operations = [{ op: 'add', path: '/metadata/labels', value: { a: 'Größe' } }] as const;
    const { review } = await startServer({ hooks: { '/pod/mutate': ({ uid }) => patched(uid, operations) } });
    const { response } = await review(podReview());
    expect(response).toMatchObject({ allowed: true, patchType: 'JSONPatch' });
    expect(JSON.parse(Buffer.from(String(response['patch']), 'base64').toString())).toEqual(operations);
  });

  test.each<[string, Parameters<typeof podReview>[0]]>([
    ['to a missing parent', {}],
    ['for DELETE, where there is no object', { operation: 'DELETE', object: null }],
  ])('that does not apply (%s) is left out, with a warning and a line in the log', async (_name, fields) => {
    const operations = [{ op: 'add', path: '/metadata/missing/a', value: 'secret-value' }] as const;
    const hook = {
      '/pod/mutate': ({ uid }: AdmissionRequest) => patched(uid, operations, { warnings: ['first'] }),
    };
    const { review, lines, ops } = await startServer({ hooks: hook });
    const { code, response } = await review(podReview(fields));
    expect(code).toBe(200);
    expect(response).toEqual({
      uid: UID,
      allowed: true,
      warnings: ['first', expect.stringContaining('left its changes out')],
    });
    const line = lines.map(text => JSON.parse(text)).find(({ level }) => level === 'error');
    expect(line).toMatchObject({ uid: UID, inapplicable: { op: 'add', path: '/metadata/missing/a' } });
    expect(lines.join('')).not.toContain('secret-value');
    const withheld = 'stowage_decisions_total{webhook="/pod/mutate",decision="patch-withheld"}';
    expect(sampleIn((await ops('/metrics')).body, withheld)).toBe(1);
  });
});

describe('keys that JavaScript has a meaning for', () => {
  const parameters = '{"__proto__":"1","constructor":"2","a/b~c":"3","toString":"4"}';
  const body = JSON.stringify({
    ...podReview({
      kind: { group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass' },
      object: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', parameters: 'HERE' },
    }),
  }).replace('"HERE"', parameters);

  test('reach the hook as data and pollute nothing', async () => {
    let seen: JsonValue | undefined;
    const { send } = await startServer({
      hooks: {
        '/pod/mutate': ({ uid, object }) => {
          seen = object?.['parameters'];
          return allowed(uid);
        },
      },
    });
    expect((await send({ body })).code).toBe(200);
    expect(JSON.stringify(seen)).toBe(parameters);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('can be patched', async () => {
    const operations = [
      { op: 'replace', path: '/parameters/__proto__', value: '5' },
      { op: 'replace', path: '/parameters/a~1b~0c', value: '6' },
      { op: 'remove', path: '/parameters/constructor' },
    ] as const;
    const { send } = await startServer({ hooks: { '/pod/mutate': ({ uid }) => patched(uid, operations) } });
    const { response } = JSON.parse((await send({ body })).body);
    expect(JSON.parse(Buffer.from(response.patch, 'base64').toString())).toEqual(operations);
  });
});

test('texts of a hook are cleaned and bounded before they are sent', async () => {
  const warnings = ['one\ntwo', 'one\ttwo', '\u0000', 'w'.repeat(10_000), 'broken \ud800'];
  const { review } = await startServer({
    hooks: {
      '/pod/mutate': ({ uid }) => denied(uid, `why\u001b[31m\nnext ${'m'.repeat(10_000)}`, { warnings }),
    },
  });
  const { response } = await review(podReview({ name: 'a\nb\u0000', namespace: 'n'.repeat(10_000) }));
  expect(response['warnings']).toEqual(['one two', `${'w'.repeat(255)}…`, 'broken \ufffd']);
  expect(response).toMatchObject({ status: { message: expect.stringMatching(/^why \[31m\nnext m+…$/) } });
});

describe('the log', () => {
  test('has one line a review, which names the object and never shows it', async () => {
    const { review, lines } = await startServer({
      hooks: {
        '/pod/mutate': ({ uid }) =>
          denied(uid, 'no', {
            findings: [
              { ruleId: 'a-b', severity: 'error' },
              { ruleId: 'a-b', severity: 'warning' },
            ],
          }),
      },
    });
    await review(podReview({ name: 'evil\n{"level":"error"}' }));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      webhook: '/pod/mutate',
      code: 200,
      ms: expect.any(Number),
      uid: UID,
      kind: 'Pod',
      namespace: 'shop',
      name: 'evil {"level":"error"}',
      operation: 'CREATE',
      allowed: false,
      rules: ['a-b'],
      msg: 'reviewed',
    });
    expect(lines[0]).not.toContain('web:1');
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
  });
});

test('reviews of one connection are answered one after the other', async () => {
  const { send } = await startServer();
  const agent = keepAliveAgent();
  const codes: number[] = [];
  for (let index = 0; index < 20; index += 1)
    codes.push((await send({ body: JSON.stringify(podReview()), agent })).code);
  expect(codes).toEqual(Array.from({ length: 20 }, () => 200));
  expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
});
