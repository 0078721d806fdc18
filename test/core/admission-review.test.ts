import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowed, denied, errored, invalid, patched } from '../../src/core/admission-response.ts';
import { encodeAdmissionReview } from '../../src/core/admission-review.ts';
import type { PatchOperation } from '../../src/core/json-patch.ts';
import { stringAt } from '../../src/core/json.ts';

function response(...args: Parameters<typeof encodeAdmissionReview>): unknown {
  return encodeAdmissionReview(...args)['response'];
}

function decodedPatch(operations: readonly PatchOperation[]): unknown {
  const encoded = encodeAdmissionReview(patched('u', operations));
  return JSON.parse(Buffer.from(stringAt(encoded, 'response', 'patch') ?? '', 'base64').toString('utf8'));
}

const ADD: PatchOperation = { op: 'add', path: '/metadata/labels', value: {} };

describe('encodeAdmissionReview', () => {
  test('allows with the uid and nothing else', () => {
    expect(encodeAdmissionReview(allowed('u'))).toEqual({
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: { uid: 'u', allowed: true },
    });
  });

  test.each([
    ['a policy', denied('u', 'no'), { code: 403, reason: 'Forbidden', message: 'no' }],
    ['an impossible object', invalid('u', 'no'), { code: 422, reason: 'Invalid', message: 'no' }],
    ['a malformed request', errored('u', 400, 'no'), { code: 400, reason: 'BadRequest', message: 'no' }],
    ['a bug', errored('u', 500, 'no'), { code: 500, reason: 'InternalError', message: 'no' }],
    ['a code without a reason', errored('u', 418, 'no'), { code: 418, reason: 'Unknown', message: 'no' }],
  ])('denies because of %s', (_name, answer, status) => {
    expect(response(answer)).toEqual({ uid: 'u', allowed: false, status });
  });

  test('sends a patch as base64 together with its type', () => {
    expect(response(patched('u', [ADD]))).toEqual({
      uid: 'u',
      allowed: true,
      patchType: 'JSONPatch',
      patch: Buffer.from(JSON.stringify([ADD])).toString('base64'),
    });
  });

  test.each([
    ['an empty patch', patched('u', [])],
    ['an empty list of warnings', allowed('u', { warnings: [] })],
    ['warnings without text', allowed('u', { warnings: ['', ' \n'] })],
    ['no audit annotations', allowed('u', { auditAnnotations: {} })],
    ['findings, which are for logs', allowed('u', { findings: [{ ruleId: 'a-b', severity: 'warning' }] })],
  ])('does not mention %s', (_name, answer) => {
    expect(response(answer)).toEqual({ uid: 'u', allowed: true });
  });

  test('sends no patch with a denial and no status with an allowance', () => {
    const { status } = denied('u', 'no');
    expect(response({ ...denied('u', 'no'), patch: [ADD] })).not.toHaveProperty('patch');
    expect(response({ ...allowed('u'), ...(status && { status }) })).not.toHaveProperty('status');
  });

  test('carries any text in a patch, beyond ASCII too', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Größe', '大', '🐡', '\u2028'));
    fc.assert(
      fc.property(texts, value => {
        const operations: PatchOperation[] = [{ op: 'replace', path: '/a', value }];
        expect(decodedPatch(operations)).toEqual(operations);
      }),
    );
  });

  test('keeps the lines of a denial, cleans each and bounds the whole', () => {
    expect(response(denied('u', 'one\u0000\ntwo\r\n\n  three \u001b[31m'))).toMatchObject({
      status: { message: 'one\ntwo\nthree  [31m' },
    });
    const { length } =
      stringAt(encodeAdmissionReview(denied('u', 'x'.repeat(1e6))), 'response', 'status', 'message') ?? '';
    expect(length).toBe(4096);
  });

  test('sends audit annotations with possible keys only, their values cleaned', () => {
    const auditAnnotations = { denied: 'a-b,c-d\n', 'a/b': 'x', '': 'x', '-a': 'x', ['k'.repeat(64)]: 'x' };
    expect(response(allowed('u', { auditAnnotations }))).toMatchObject({
      auditAnnotations: { denied: 'a-b,c-d' },
    });
  });

  test('does not let an audit key set a prototype', () => {
    const auditAnnotations = Object.fromEntries([['__proto__', 'x']]);
    expect(response(allowed('u', { auditAnnotations }))).toEqual({ uid: 'u', allowed: true });
  });
});
