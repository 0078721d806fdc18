import { describe, expect, test } from 'vitest';
import { ObjectStore } from '../../src/core/object-store.ts';
import { decide, knowsKind, mustExist, resolve } from '../../src/core/resolve.ts';

const FAST = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } };
const PART = new ObjectStore();
const WHOLE = new ObjectStore({ complete: 'all' });
PART.set(FAST);
WHOLE.set(FAST);

const fast = { kind: 'StorageClass', name: 'fast' };
const gone = { kind: 'StorageClass', name: 'gone' };
const path = ['spec', 'storageClassName'];

test.each([
  ['an object that is there', PART, fast, { value: FAST }],
  ['one that may exist elsewhere', PART, gone, { needs: gone }],
  ['one that does not exist', WHOLE, gone, undefined],
])('resolve tells %s', (_reason, lookup, reference, expected) => {
  expect(resolve(lookup, reference)).toEqual(expected);
});

test.each([
  ['goes on with a value', { value: 1 }, [{ path, message: '1' }]],
  ['stays open for what is missing', { needs: gone }, [{ path, needs: gone }]],
  ['says nothing of what does not exist', undefined, []],
])('decide %s', (_reason, found, expected) => {
  expect(decide(found, path, value => [{ path, message: String(value) }])).toEqual(expected);
});

describe('mustExist', () => {
  test.each([
    ['finds nothing wrong with an object that is there', PART, fast, []],
    ['stays open where the object may exist', PART, gone, [{ path, needs: gone }]],
    ['reports what does not exist', WHOLE, gone, [{ path, message: 'StorageClass gone does not exist' }]],
  ])('%s', (_reason, lookup, reference, expected) => {
    expect(mustExist(lookup, reference, path)).toEqual(expected);
  });

  test('takes a fix of its own', () => {
    expect(mustExist(WHOLE, gone, path, 'Make it.')).toMatchObject([{ fix: 'Make it.' }]);
  });
});

test.each([
  ['some of it is there', PART, 'StorageClass', undefined, true],
  ['none of it is there', PART, 'Node', undefined, false],
  ['none of it is in the namespace', PART, 'StorageClass', 'shop', false],
  ['the state is the whole cluster', WHOLE, 'Node', undefined, true],
])('knowsKind when %s: %s', (_reason, lookup, kind, namespace, expected) => {
  expect(knowsKind(lookup, kind, namespace)).toBe(expected);
});
