import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { nameOf } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { decodeStorageClass, defaultStorageClass } from '../../src/core/storage-class.ts';

const DEFAULT = 'storageclass.kubernetes.io/is-default-class';
const BETA_DEFAULT = 'storageclass.beta.kubernetes.io/is-default-class';

function storageClass(members: JsonObject, metadata: JsonObject = {}): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    ...members,
    metadata: { name: 'fast', ...metadata },
  };
}

describe('decodeStorageClass', () => {
  test('reads what is there', () => {
    const parameters = JSON.parse('{"__proto__":"x","replicas":"2","number":3}') as JsonObject;
    const decoded = decodeStorageClass(
      storageClass({
        provisioner: 'topolvm.io',
        parameters,
        reclaimPolicy: 'Retain',
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
      }),
    );
    expect(decoded).toEqual({
      name: 'fast',
      provisioner: 'topolvm.io',
      parameters: new Map([
        ['__proto__', 'x'],
        ['replicas', '2'],
      ]),
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
      isDefault: false,
    });
  });

  test.each<[string, JsonObject]>([
    ['absent', {}],
    ['malformed', { provisioner: 1, parameters: [], reclaimPolicy: null, allowVolumeExpansion: 'true' }],
  ])('fills in the defaults for %s fields', (_reason, members) => {
    expect(decodeStorageClass(storageClass(members))).toEqual({
      name: 'fast',
      provisioner: '',
      parameters: new Map(),
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
      allowVolumeExpansion: false,
      isDefault: false,
    });
  });

  test.each<[string, JsonObject, boolean]>([
    ['the annotation', { [DEFAULT]: 'true' }, true],
    ['the beta annotation', { [BETA_DEFAULT]: 'true' }, true],
    ['another value', { [DEFAULT]: 'yes' }, false],
    ['a boolean', { [DEFAULT]: true }, false],
  ])('reads the default mark from %s', (_reason, annotations, expected) => {
    expect(decodeStorageClass(storageClass({}, { annotations })).isDefault).toBe(expected);
  });
});

describe('defaultStorageClass', () => {
  const annotations = { [DEFAULT]: 'true' };
  const old = storageClass({}, { name: 'old', annotations, creationTimestamp: '2020-01-01T00:00:00Z' });
  const recent = storageClass({}, { name: 'recent', annotations, creationTimestamp: '2024-01-01T00:00:00Z' });
  const twin = storageClass({}, { name: 'same-age', annotations, creationTimestamp: '2024-01-01T00:00:00Z' });
  const undated = storageClass({}, { name: 'undated', annotations });

  test.each<[string, KubernetesObject[], string | undefined]>([
    ['none without classes', [], undefined],
    ['none without a mark', [storageClass({})], undefined],
    ['the only marked one', [storageClass({}), old], 'old'],
    ['the newest of several', [recent, old, undated], 'recent'],
    ['the first by name of the newest', [twin, recent], 'recent'],
  ])('is %s', (_reason, classes, expected) => {
    const store = new ObjectStore();
    for (const one of classes) store.set(one);
    const found = defaultStorageClass(store);
    expect(found && nameOf(found)).toBe(expected);
  });
});
