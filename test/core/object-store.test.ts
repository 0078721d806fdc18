import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { nameOf, namespaceOf } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { IndexName } from '../../src/core/lookup.ts';
import { ObjectStore } from '../../src/core/object-store.ts';

function object(
  kind: string,
  name: string,
  members: JsonObject = {},
  metadata: JsonObject = {},
): KubernetesObject {
  return { apiVersion: 'v1', kind, ...members, metadata: { name, ...metadata } };
}

function claimVolumes(...names: readonly string[]): JsonObject {
  return { spec: { volumes: names.map(claimName => ({ persistentVolumeClaim: { claimName } })) } };
}

function storeOf(...objects: readonly KubernetesObject[]): ObjectStore {
  const store = new ObjectStore();
  for (const one of objects) store.set(one);
  return store;
}

describe('get', () => {
  const inShop = object('Pod', 'web', {}, { namespace: 'shop' });
  const store = storeOf(inShop, object('Node', 'a'));

  test('finds by kind, namespace and name', () => {
    expect(store.get('Pod', 'shop', 'web')).toBe(inShop);
    expect(store.get('Node', undefined, 'a')).toBeDefined();
  });

  test.each([
    ['Pod', 'other', 'web'],
    ['Pod', undefined, 'web'],
    ['Pod', 'shop', 'toString'],
    ['Node', 'shop', 'a'],
    ['StorageClass', undefined, 'a'],
    ['__proto__', undefined, 'toString'],
  ])('finds no %s %s/%s', (kind, namespace, name) => {
    expect(store.get(kind, namespace, name)).toBeUndefined();
  });
});

describe('list', () => {
  const store = storeOf(
    object('Pod', 'b', {}, { namespace: 'x' }),
    object('Pod', 'a', {}, { namespace: 'x-y' }),
    object('Pod', 'a', {}, { namespace: 'x' }),
    object('Node', 'n'),
  );
  const names = (namespace?: string) =>
    store.list('Pod', namespace).map(pod => `${namespaceOf(pod)}/${nameOf(pod)}`);

  test('is sorted by namespace, then name', () => {
    expect(names()).toEqual(['x/a', 'x/b', 'x-y/a']);
  });

  test('keeps to a namespace', () => {
    expect(names('x')).toEqual(['x/a', 'x/b']);
    expect(names('z')).toEqual([]);
  });

  test('is empty for an unknown kind', () => {
    expect(store.list('Job')).toEqual([]);
  });

  test('follows changes', () => {
    const nodes = storeOf(object('Node', 'b'));
    expect(nodes.list('Node')).toHaveLength(1);
    nodes.set(object('Node', 'a'));
    expect(nodes.list('Node').map(nameOf)).toEqual(['a', 'b']);
    nodes.delete('Node', undefined, 'b');
    expect(nodes.list('Node').map(nameOf)).toEqual(['a']);
  });
});

describe('isComplete', () => {
  test.each([
    ['nothing', new ObjectStore(), [false, false]],
    ['some kinds', new ObjectStore({ complete: new Set(['Node']) }), [true, false]],
    ['all kinds', new ObjectStore({ complete: 'all' }), [true, true]],
  ])('is told for %s', (_reason, store, expected) => {
    expect(['Node', 'Pod'].map(kind => store.isComplete(kind))).toEqual(expected);
  });
});

interface Indexed {
  readonly index: IndexName;
  readonly key: string;
  readonly filed: KubernetesObject;
  /** The same object as the index does not file it. */
  readonly other: KubernetesObject;
}

const CASES: readonly Indexed[] = [
  {
    index: 'PersistentVolume/storageClassName',
    key: 'fast',
    filed: object('PersistentVolume', 'a', { spec: { storageClassName: 'fast' } }),
    other: object('PersistentVolume', 'a', { spec: { storageClassName: 'slow' } }),
  },
  {
    index: 'PersistentVolume/claim',
    key: 'shop/data',
    filed: object('PersistentVolume', 'a', { spec: { claimRef: { namespace: 'shop', name: 'data' } } }),
    other: object('PersistentVolume', 'a', { spec: { claimRef: { name: 'data' } } }),
  },
  {
    index: 'BlockDevice/nodeName',
    key: 'node-1',
    filed: object(
      'BlockDevice',
      'a',
      { spec: { nodeAttributes: { nodeName: 'node-1' } } },
      { namespace: 'x' },
    ),
    other: object('BlockDevice', 'a', { spec: {} }, { namespace: 'x' }),
  },
  {
    index: 'Pod/claim',
    key: 'shop/data',
    filed: object('Pod', 'a', claimVolumes('logs', 'data', 'data'), { namespace: 'shop' }),
    other: object('Pod', 'a', claimVolumes('logs'), { namespace: 'shop' }),
  },
  {
    index: 'StorageClass/clusterConnection',
    key: 'x/config',
    filed: object('StorageClass', 'a', { parameters: { clusterConnection: 'x/config' } }),
    other: object('StorageClass', 'a', { parameters: { clusterConnection: 1 } }),
  },
  {
    index: 'StorageClass/provisioner',
    key: 'topolvm.io',
    filed: object('StorageClass', 'a', { provisioner: 'topolvm.io' }),
    other: object('StorageClass', 'a', { provisioner: 'other' }),
  },
  {
    index: 'Node/hostname',
    key: 'host-1',
    filed: object('Node', 'a', {}, { labels: { 'kubernetes.io/hostname': 'host-1' } }),
    other: object('Node', 'a'),
  },
];

describe.each(CASES)('the index $index', ({ index, key, filed, other }) => {
  test('files an object once', () => {
    expect(storeOf(filed).indexed(index, key)).toEqual([filed]);
  });

  test('files nothing under other keys, or of other kinds', () => {
    const store = storeOf({ ...filed, kind: 'Other' }, other);
    expect(store.indexed(index, key)).toEqual([]);
    expect(store.indexed(index, 'toString')).toEqual([]);
  });

  test('follows a replacement', () => {
    const store = storeOf(filed, other);
    expect(store.indexed(index, key)).toEqual([]);
    store.set(filed);
    expect(store.indexed(index, key)).toEqual([filed]);
  });

  test('follows a deletion', () => {
    const second = { ...filed, metadata: { ...(filed['metadata'] as JsonObject), name: 'b' } };
    const store = storeOf(filed, second);
    store.delete(filed.kind, namespaceOf(filed), 'a');
    expect(store.indexed(index, key)).toEqual([second]);
    store.delete(filed.kind, namespaceOf(filed), 'b');
    expect(store.indexed(index, key)).toEqual([]);
  });
});

test('files a pod without namespace under its claims', () => {
  const pod = object('Pod', 'a', claimVolumes('data'));
  expect(storeOf(pod).indexed('Pod/claim', '/data')).toEqual([pod]);
});

test('deleting what is not there changes nothing', () => {
  const store = storeOf(object('Node', 'a'));
  store.delete('Node', undefined, 'b');
  store.delete('Pod', 'x', 'a');
  expect(store.list('Node')).toHaveLength(1);
});

test('after any changes, list and indexes agree with the objects', () => {
  const change = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    provisioner: fc.option(fc.constantFrom('x', 'y')),
  });
  fc.assert(
    fc.property(fc.array(change), changes => {
      const store = new ObjectStore();
      const expected = new Map<string, KubernetesObject>();
      for (const { name, provisioner } of changes) {
        const storageClass = object('StorageClass', name, { provisioner });
        if (provisioner === null) {
          store.delete('StorageClass', undefined, name);
          expected.delete(name);
        } else {
          store.set(storageClass);
          expected.set(name, storageClass);
        }
      }
      const all = [...expected.values()].toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
      expect(store.list('StorageClass')).toEqual(all);
      for (const key of ['x', 'y']) {
        const filed = store.indexed('StorageClass/provisioner', key);
        expect(new Set(filed)).toEqual(new Set(all.filter(one => one['provisioner'] === key)));
      }
    }),
  );
});

test('gives the same array until an object of the kind changes, and leaves those it gave alone', () => {
  const store = storeOf(object('StorageClass', 'a', { provisioner: 'p' }), object('Node', 'n'));
  const [listed, filed] = [store.list('StorageClass'), store.indexed('StorageClass/provisioner', 'p')];
  store.set(object('Node', 'm'));
  expect(store.list('StorageClass')).toBe(listed);
  expect(store.indexed('StorageClass/provisioner', 'p')).toBe(filed);
  store.set(object('StorageClass', 'b', { provisioner: 'p' }));
  expect([listed, filed].map(array => array.map(nameOf))).toEqual([['a'], ['a']]);
  expect(store.list('StorageClass').map(nameOf)).toEqual(['a', 'b']);
  expect(store.indexed('StorageClass/provisioner', 'p').map(nameOf)).toEqual(['a', 'b']);
});
