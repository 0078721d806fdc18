import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import {
  annotationOf,
  controllerOf,
  formatReference,
  groupOf,
  isKubernetesObject,
  labelOf,
  nameOf,
  namespaceOf,
  referenceOf,
} from '../../src/core/kubernetes-object.ts';

describe('isKubernetesObject', () => {
  test.each<[string, JsonValue | undefined, boolean]>([
    ['an object with identity', { apiVersion: 'v1', kind: 'Pod' }, true],
    ['no apiVersion', { kind: 'Pod' }, false],
    ['no kind', { apiVersion: 'v1' }, false],
    ['an empty kind', { apiVersion: 'v1', kind: '' }, false],
    ['a kind that is no text', { apiVersion: 'v1', kind: 1 }, false],
    ['a list', [], false],
    ['nothing', undefined, false],
  ])('judges %s', (_reason, value, expected) => {
    expect(isKubernetesObject(value)).toBe(expected);
  });
});

describe('metadata', () => {
  const labels = { app: 'web', count: 1 };
  const named = { metadata: { name: 'web', namespace: 'shop', labels, annotations: labels } };

  test('is read', () => {
    expect(nameOf(named)).toBe('web');
    expect(namespaceOf(named)).toBe('shop');
    expect(labelOf(named, 'app')).toBe('web');
    expect(annotationOf(named, 'app')).toBe('web');
  });

  test.each<[string, JsonObject]>([
    ['no metadata', {}],
    ['null metadata', { metadata: null }],
    ['empty values', { metadata: { name: '', namespace: '', labels: [], annotations: 'x' } }],
    [
      'values that are no texts',
      { metadata: { name: 1, namespace: 2, labels: { app: 3 }, annotations: { app: 4 } } },
    ],
  ])('is empty for %s', (_reason, object) => {
    expect([nameOf(object), namespaceOf(object)]).toEqual(['', undefined]);
    expect([labelOf(object, 'app'), annotationOf(object, 'app')]).toEqual([undefined, undefined]);
  });

  test('does not confuse inherited members with labels', () => {
    expect(labelOf(named, 'toString')).toBeUndefined();
  });
});

test.each([
  ['v1', ''],
  ['apps/v1', 'apps'],
  ['storage.k8s.io/v1', 'storage.k8s.io'],
])('the group of %s is "%s"', (apiVersion, group) => {
  expect(groupOf(apiVersion)).toBe(group);
});

describe('references', () => {
  test.each<[JsonObject, object, string]>([
    [{ name: 'web', namespace: 'shop' }, { kind: 'Pod', namespace: 'shop', name: 'web' }, 'Pod shop/web'],
    [{ name: 'web' }, { kind: 'Pod', name: 'web' }, 'Pod web'],
    [{ generateName: 'web-' }, { kind: 'Pod', name: '' }, 'Pod '],
  ])('name an object with the metadata %j', (metadata, reference, text) => {
    const found = referenceOf({ apiVersion: 'v1', kind: 'Pod', metadata });
    expect(found).toStrictEqual(reference);
    expect(formatReference(found)).toBe(text);
  });
});

describe('controllerOf', () => {
  const owner = { kind: 'ReplicaSet', name: 'a' };
  const controller = { kind: 'DaemonSet', name: 'b', controller: true };

  test.each<[string, JsonValue, JsonValue | undefined]>([
    ['the controller among owners', [owner, null, 'x', controller], controller],
    ['owners that do not control', [owner, { ...owner, controller: 'true' }], undefined],
    ['owners that are no list', { controller: true }, undefined],
    ['no owners', [], undefined],
  ])('finds %s', (_reason, ownerReferences, expected) => {
    expect(controllerOf({ metadata: { ownerReferences } })).toEqual(expected);
  });

  test('finds nothing without metadata', () => {
    expect(controllerOf({})).toBeUndefined();
  });
});
