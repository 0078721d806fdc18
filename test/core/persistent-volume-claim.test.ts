import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { decodePersistentVolumeClaim, storageClassOf } from '../../src/core/persistent-volume-claim.ts';

function claim(spec: JsonObject, others: JsonObject = {}): JsonObject {
  return { metadata: { name: 'data', namespace: 'shop' }, spec, ...others };
}

const EMPTY = {
  namespace: 'shop',
  name: 'data',
  uid: '',
  storageClassName: undefined,
  accessModes: [],
  volumeMode: 'Filesystem',
  requestBytes: undefined,
  limitBytes: undefined,
  volumeName: undefined,
  isBound: false,
  selectedNode: undefined,
  dataSource: undefined,
};

describe('decodePersistentVolumeClaim', () => {
  test('reads what is there', () => {
    const object = {
      metadata: {
        name: 'data',
        namespace: 'shop',
        uid: 'u1',
        annotations: { 'volume.kubernetes.io/selected-node': 'node-1' },
      },
      spec: {
        storageClassName: 'fast',
        accessModes: ['ReadWriteOnce'],
        volumeMode: 'Block',
        volumeName: 'pv-1',
        resources: { requests: { storage: '1Gi' }, limits: { storage: '1.5Gi' } },
        dataSource: { kind: 'PersistentVolumeClaim', name: 'original' },
      },
    };
    expect(decodePersistentVolumeClaim(object)).toEqual({
      namespace: 'shop',
      name: 'data',
      uid: 'u1',
      storageClassName: 'fast',
      accessModes: ['ReadWriteOnce'],
      volumeMode: 'Block',
      requestBytes: 1073741824n,
      limitBytes: 1610612736n,
      volumeName: 'pv-1',
      isBound: true,
      selectedNode: 'node-1',
      dataSource: {
        field: 'dataSource',
        apiGroup: '',
        kind: 'PersistentVolumeClaim',
        namespace: 'shop',
        name: 'original',
      },
    });
  });

  test.each<[string, JsonObject]>([
    ['absent', claim({})],
    [
      'malformed',
      claim(
        { accessModes: [1], volumeMode: {}, volumeName: '', resources: 'x', dataSource: 'y' },
        { status: [] },
      ),
    ],
    [
      'null',
      claim({ storageClassName: null, accessModes: null, resources: { requests: null }, dataSource: null }),
    ],
  ])('fills in the defaults for %s fields', (_reason, object) => {
    expect(decodePersistentVolumeClaim(object)).toEqual(EMPTY);
  });

  test.each([
    ['the given namespace', { name: 'data' }, 'shop', 'shop'],
    ['the namespace of the object before the given one', { name: 'data', namespace: 'own' }, 'shop', 'own'],
    ['the namespace default', { name: 'data' }, undefined, 'default'],
  ])('takes %s', (_reason, metadata, namespace, expected) => {
    expect(decodePersistentVolumeClaim({ metadata }, namespace).namespace).toBe(expected);
  });

  test.each<[string, JsonObject, JsonObject, boolean]>([
    ['a pending claim', {}, { phase: 'Pending' }, false],
    ['a bound claim', {}, { phase: 'Bound' }, true],
    ['a lost claim', {}, { phase: 'Lost' }, true],
    ['a claim tied to a volume by its user', { volumeName: 'pv-1' }, {}, true],
  ])('knows that %s is bound or not', (_reason, spec, status, expected) => {
    expect(decodePersistentVolumeClaim(claim(spec, { status })).isBound).toBe(expected);
  });

  test('prefers dataSourceRef, which may name another namespace', () => {
    const decoded = decodePersistentVolumeClaim(
      claim({
        dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
        dataSourceRef: {
          apiGroup: 'snapshot.storage.k8s.io',
          kind: 'VolumeSnapshot',
          name: 'b',
          namespace: 'other',
        },
      }),
    );
    expect(decoded.dataSource).toEqual({
      field: 'dataSourceRef',
      apiGroup: 'snapshot.storage.k8s.io',
      kind: 'VolumeSnapshot',
      namespace: 'other',
      name: 'b',
    });
  });

  test('reads a data source without kind, for rules to judge', () => {
    const decoded = decodePersistentVolumeClaim(claim({ dataSource: { name: 'a' } }));
    expect(decoded.dataSource).toMatchObject({ apiGroup: '', kind: '', namespace: 'shop', name: 'a' });
  });
});

describe('storageClassOf', () => {
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const standard = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations },
  };
  const fast = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } };

  test.each([
    ['the named class', 'fast', [standard, fast], fast],
    ['a class that is not there', 'slow', [standard, fast], 'missing'],
    ['the default class', undefined, [standard, fast], standard],
    ['no default class', undefined, [fast], 'none'],
    ['no dynamic provisioning', '', [standard, fast], 'none'],
  ])('answers %s', (_reason, storageClassName, classes, expected) => {
    const store = new ObjectStore();
    for (const one of classes) store.set(one);
    expect(storageClassOf({ storageClassName }, store)).toBe(expected);
  });
});
