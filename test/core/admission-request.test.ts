import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAdmissionReview } from '../../src/core/admission-request.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { POD, podRequest, podReview } from '../support/reviews.ts';

const UID = '705ab4f5-6393-11e8-b7cc-42010a800002';

describe('a well-formed review', () => {
  test('is read into a request, unknown fields passed over', () => {
    expect(decodeAdmissionReview(podReview({ aFieldOfTheFuture: 1 }))).toEqual({
      uid: UID,
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      name: 'web-0',
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: { username: 'ann', groups: ['system:authenticated'] },
      object: POD,
      dryRun: false,
      options: { apiVersion: 'meta.k8s.io/v1', kind: 'CreateOptions' },
    });
  });

  test('may leave out everything that is optional', () => {
    const request = {
      uid: 'u',
      kind: { group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass' },
      resource: { group: 'storage.k8s.io', version: 'v1', resource: 'storageclasses' },
      operation: 'DELETE',
    };
    const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request };
    expect(decodeAdmissionReview(review)).toEqual({
      ...request,
      name: '',
      userInfo: { username: '', groups: [] },
      dryRun: false,
    });
  });

  test.each([
    ['an empty subResource is the object itself', { subResource: '' }, 'subResource', undefined],
    ['a subResource is kept', { subResource: 'status' }, 'subResource', 'status'],
    ['an empty namespace is none', { namespace: '' }, 'namespace', undefined],
    ['dryRun is kept', { dryRun: true }, 'dryRun', true],
    ['a null dryRun is false', { dryRun: null }, 'dryRun', false],
    ['null options are none', { options: null }, 'options', undefined],
    [
      'null groups are none',
      { userInfo: { username: 'a', groups: null } },
      'userInfo',
      { username: 'a', groups: [] },
    ],
    ['CONNECT needs no object', { operation: 'CONNECT', object: null }, 'object', undefined],
    ['DELETE keeps the old object', { operation: 'DELETE', object: null, oldObject: POD }, 'oldObject', POD],
  ])('%s', (_reason, fields, field, expected) => {
    expect(decodeAdmissionReview(podReview(fields))).toHaveProperty('uid', UID);
    expect(
      Object.entries(decodeAdmissionReview(podReview(fields))).find(([key]) => key === field)?.[1],
    ).toEqual(expected);
  });

  test('keeps keys such as __proto__ as data', () => {
    const body: JsonValue = JSON.parse(
      JSON.stringify(podReview()).replace('"shop"}', '"shop","labels":{"__proto__":"x","constructor":"y"}}'),
    );
    const decoded = decodeAdmissionReview(body);
    expect(JSON.stringify(decoded)).toContain('{"__proto__":"x","constructor":"y"}');
  });
});

describe('a malformed review', () => {
  test.each<[string, JsonValue, string]>([
    ['null', null, 'the body must be a JSON object'],
    ['an array', [], 'the body must be a JSON object'],
    ['a string', 'x', 'the body must be a JSON object'],
    ['an empty object', {}, 'kind must be AdmissionReview'],
    ['another kind', { ...podReview(), kind: 'Pod' }, 'kind must be AdmissionReview'],
    [
      'v1beta1',
      { ...podReview(), apiVersion: 'admission.k8s.io/v1beta1' },
      'apiVersion must be admission.k8s.io/v1',
    ],
    [
      'no request',
      { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' },
      'request must be an object',
    ],
    ['a null request', { ...podReview(), request: null }, 'request must be an object'],
    ['a list as request', { ...podReview(), request: [] }, 'request must be an object'],
  ])('%s: says what it must be', (_name, body, error) => {
    expect(decodeAdmissionReview(body)).toMatchObject({ error });
  });

  const twin = { ...POD, kind: 'Secret' };
  test.each<[string, JsonObject, string]>([
    ['kind', { kind: null }, 'request.kind must be an object with the strings group, version and kind'],
    ['kind', { kind: { group: '', version: 'v1' } }, 'request.kind must be an object'],
    ['kind', { kind: 'Pod' }, 'request.kind must be an object'],
    [
      'resource',
      { resource: { group: 1, version: 'v1', resource: 'pods' } },
      'request.resource must be an object',
    ],
    ['subResource', { subResource: {} }, 'request.subResource must be a string'],
    ['name', { name: 7 }, 'request.name must be a string'],
    ['namespace', { namespace: ['shop'] }, 'request.namespace must be a string'],
    [
      'operation',
      { operation: 'create' },
      'request.operation must be one of CREATE, UPDATE, DELETE, CONNECT',
    ],
    ['operation', { operation: 'constructor' }, 'request.operation must be one of'],
    ['userInfo', { userInfo: 'ann' }, 'request.userInfo must be an object'],
    ['userInfo', { userInfo: { username: 7 } }, 'request.userInfo must be an object'],
    ['userInfo', { userInfo: { groups: [7] } }, 'request.userInfo must be an object'],
    ['userInfo', { userInfo: { groups: 'all' } }, 'request.userInfo must be an object'],
    ['object', { object: [] }, 'request.object must be null or an object with apiVersion and kind'],
    ['object', { object: {} }, 'request.object must be null or an object with apiVersion and kind'],
    ['object', { object: { apiVersion: 'v1', kind: '' } }, 'request.object must be null or an object'],
    ['oldObject', { oldObject: 'x' }, 'request.oldObject must be null or an object'],
    ['dryRun', { dryRun: 'true' }, 'request.dryRun must be true or false'],
    ['options', { options: 'x' }, 'request.options must be null or an object'],
    ['no object', { object: null }, 'request.object is missing, although the operation is CREATE'],
    [
      'no object',
      { operation: 'UPDATE', object: null },
      'request.object is missing, although the operation is UPDATE',
    ],
    ['another object', { object: twin }, 'request.object is not of the kind that request.kind says'],
    [
      'another old object',
      { oldObject: twin },
      'request.oldObject is not of the kind that request.kind says',
    ],
    ['another version', { object: { ...POD, apiVersion: 'v2' } }, 'request.object is not of the kind'],
  ])('%s: what is wrong is named and the uid echoed (%#)', (_name, fields, error) => {
    const decoded = decodeAdmissionReview(podReview(fields));
    expect(decoded).toEqual({ error: expect.stringContaining(error), uid: UID });
  });

  test.each<[string, JsonValue]>([
    ['missing', null],
    ['empty', ''],
    ['a number', 7],
    ['endless', 'u'.repeat(257)],
  ])('a uid that is %s is an error and is not echoed', (_name, uid) => {
    expect(decodeAdmissionReview(podReview({ uid }))).toEqual({
      error: 'request.uid must be a non-empty string',
    });
  });

  test('the uid is echoed even when the review itself is wrong', () => {
    expect(decodeAdmissionReview({ kind: 'Review', request: podRequest() })).toHaveProperty('uid', UID);
  });

  test('a uid that is only inherited is none', () => {
    const body: JsonValue = JSON.parse('{"kind":"AdmissionReview","request":{"__proto__":{"uid":"x"}}}');
    expect(decodeAdmissionReview(body)).not.toHaveProperty('uid');
  });
});

test('whatever the body is, the answer is a request or one sentence', () => {
  const fields = fc.dictionary(fc.constantFrom(...Object.keys(podRequest())), fc.jsonValue());
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fields.map(changes => podReview(changes as JsonObject)),
      ),
      body => {
        const decoded = decodeAdmissionReview(body);
        if ('error' in decoded) expect(decoded.error).toMatch(/^[^\n]{1,120}$/);
        else expect(decoded.uid).not.toBe('');
      },
    ),
    { numRuns: 2000 },
  );
});
