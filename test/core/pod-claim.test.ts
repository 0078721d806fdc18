import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { podClaims } from '../../src/core/pod-claim.ts';
import type { PodClaim } from '../../src/core/pod-claim.ts';

const FAST = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  provisioner: 'topolvm.io',
  metadata: { name: 'fast' },
};
const VOLUME = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'pv-1' },
  spec: { csi: { driver: 'topolvm.io' } },
};

function claim(name: string, spec: JsonObject, metadata: JsonObject = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'shop', ...metadata },
    spec,
  };
}

function mount(claimName: string): JsonObject {
  return { name: claimName, persistentVolumeClaim: { claimName } };
}

function ephemeral(name: string, spec: JsonObject): JsonObject {
  return { name, ephemeral: { volumeClaimTemplate: { spec } } };
}

function claimsOf(
  volumes: JsonValue,
  objects: readonly KubernetesObject[] = [],
  metadata: JsonObject = {},
): readonly PodClaim[] {
  const store = new ObjectStore();
  for (const object of objects) store.set(object);
  return podClaims({ metadata: { name: 'web', ...metadata }, spec: { volumes } }, 'shop', store);
}

describe('a claim by name', () => {
  test('is found in the namespace of the request, with its class and volume', () => {
    const data = claim('data', { storageClassName: 'fast', volumeName: 'pv-1' });
    const [found, ...others] = claimsOf([mount('data')], [data, FAST, VOLUME]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      namespace: 'shop',
      name: 'data',
      source: 'persistentVolumeClaim',
      volumeIndexes: [0],
      claim: { name: 'data', volumeName: 'pv-1', isBound: true },
      storageClass: { name: 'fast', provisioner: 'topolvm.io' },
      missingStorageClass: undefined,
      volume: { name: 'pv-1', driver: 'topolvm.io' },
    });
  });

  test('is not looked for in the namespace that the pod carries', () => {
    const [found] = claimsOf([mount('data')], [claim('data', {}, { namespace: 'other' })], {
      namespace: 'other',
    });
    expect(found).toMatchObject({ namespace: 'shop', claim: undefined });
  });

  test('that is mounted twice counts once', () => {
    const volumes = [mount('data'), mount('logs'), mount('data')];
    const found = claimsOf(volumes, [claim('data', {})]);
    expect(found.map(({ name, volumeIndexes }) => [name, volumeIndexes])).toEqual([
      ['data', [0, 2]],
      ['logs', [1]],
    ]);
  });

  test('that is not there is still a claim', () => {
    expect(claimsOf([mount('data')])).toEqual([
      {
        namespace: 'shop',
        name: 'data',
        source: 'persistentVolumeClaim',
        volumeIndexes: [0],
        claim: undefined,
        storageClass: undefined,
        missingStorageClass: undefined,
        volume: undefined,
      },
    ]);
  });

  test.each<[string, JsonObject, string | undefined]>([
    ['a class that is not there', { storageClassName: 'slow' }, 'slow'],
    ['no class', { storageClassName: '' }, undefined],
    ['the default class, which there is none of', {}, undefined],
  ])('with %s has none', (_reason, spec, missing) => {
    const [found] = claimsOf([mount('data')], [claim('data', spec), FAST]);
    expect(found).toMatchObject({ storageClass: undefined, missingStorageClass: missing });
  });

  test('may be bound to a volume that is not there', () => {
    const [found] = claimsOf([mount('data')], [claim('data', { volumeName: 'pv-2' }), VOLUME]);
    expect(found).toMatchObject({ claim: { isBound: true }, volume: undefined });
  });
});

describe('a generic ephemeral volume', () => {
  const volume = ephemeral('scratch', {
    storageClassName: 'fast',
    resources: { requests: { storage: '1Gi' } },
  });
  const made = claim('web-scratch', { volumeName: 'pv-1' }, { ownerReferences: [null, { uid: 'u1' }] });

  test('is a claim of its own, read from the template', () => {
    const [found] = claimsOf([{ name: 'tmp', emptyDir: {} }, volume], [FAST]);
    expect(found).toMatchObject({
      namespace: 'shop',
      name: 'web-scratch',
      source: 'ephemeral',
      volumeIndexes: [1],
      claim: { namespace: 'shop', name: 'web-scratch', uid: '', requestBytes: 1073741824n, isBound: false },
      storageClass: { name: 'fast' },
    });
  });

  test('is the claim that was made for the pod already', () => {
    const [found] = claimsOf([volume], [made, VOLUME], { uid: 'u1' });
    expect(found).toMatchObject({ source: 'ephemeral', claim: { isBound: true }, volume: { name: 'pv-1' } });
  });

  test.each([
    ['another pod', { uid: 'u2' }],
    ['nobody known, while the pod has no uid yet', {}],
  ])('is not the claim of %s that has its name', (_reason, metadata) => {
    const [found] = claimsOf([volume], [made, VOLUME], metadata);
    expect(found).toMatchObject({ claim: { isBound: false }, volume: undefined });
  });

  test('does not merge with a claim of the same name', () => {
    const found = claimsOf([mount('web-scratch'), volume], [made]);
    expect(found.map(({ source, volumeIndexes }) => [source, volumeIndexes])).toEqual([
      ['persistentVolumeClaim', [0]],
      ['ephemeral', [1]],
    ]);
  });

  test('without a name is told by its index', () => {
    const [found] = claimsOf([{ ephemeral: { volumeClaimTemplate: {} } }]);
    expect(found).toMatchObject({ name: 'web-0', claim: { storageClassName: undefined } });
  });
});

test.each<[string, JsonValue]>([
  ['inline CSI volumes', [{ name: 'a', csi: { driver: 'topolvm.io' } }]],
  [
    'malformed volumes',
    [null, 'x', { persistentVolumeClaim: 'a' }, { ephemeral: { volumeClaimTemplate: 'x' } }],
  ],
  ['volumes that are no list', { persistentVolumeClaim: { claimName: 'a' } }],
])('%s are no claims', (_reason, volumes) => {
  expect(claimsOf(volumes)).toEqual([]);
});
