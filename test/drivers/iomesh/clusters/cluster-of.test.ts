import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import type { KubernetesObject } from '../../../../src/core/kubernetes-object.ts';
import { clusterOf } from '../../../../src/drivers/iomesh/clusters/cluster-of.ts';
import {
  connectionOf,
  isConnectionConfigMap,
} from '../../../../src/drivers/iomesh/connections/connection.ts';
import { cluster, connection, decodedClass, storeOf } from '../fixtures.ts';

const MANAGEMENT = cluster('iomesh', {}, 'iomesh-system');
const SECOND = cluster('one');
const CONNECTION = connection('one', 'one-csi-configmap', 'one-meta-client.one.svc.cluster.local:10100');
const EXTERNAL = connection('one', 'external', '192.0.2.10:10206');

const TABLE: readonly [string, JsonObject, readonly KubernetesObject[], string | undefined][] = [
  [
    'what iomeshCluster names',
    { iomeshCluster: 'iomesh-system/iomesh' },
    [MANAGEMENT, SECOND],
    'iomesh-system/iomesh',
  ],
  [
    'what iomeshCluster names, though it is not there',
    { iomeshCluster: 'gone/gone' },
    [MANAGEMENT],
    'gone/gone',
  ],
  [
    'what iomeshCluster names before what the connection leads to',
    { iomeshCluster: 'iomesh-system/iomesh', clusterConnection: 'one/one-csi-configmap' },
    [MANAGEMENT, SECOND, CONNECTION],
    'iomesh-system/iomesh',
  ],
  [
    'what the connection leads to',
    { clusterConnection: 'one/one-csi-configmap' },
    [MANAGEMENT, SECOND, CONNECTION],
    'one/one',
  ],
  [
    'what the connection leads to when iomeshCluster is malformed',
    { iomeshCluster: 'iomesh', clusterConnection: 'one/one-csi-configmap' },
    [MANAGEMENT, SECOND, CONNECTION],
    'one/one',
  ],
  ['the only cluster when the class says nothing', {}, [MANAGEMENT], 'iomesh-system/iomesh'],
  ['the only cluster when the connection is not there', { clusterConnection: 'one/x' }, [SECOND], 'one/one'],
  [
    'the only cluster when the connection is an address',
    { clusterConnection: 'one/external' },
    [SECOND, EXTERNAL],
    'one/one',
  ],
  ['nothing when there is no cluster', {}, [], undefined],
  ['nothing when there are two', {}, [MANAGEMENT, SECOND], undefined],
  [
    'nothing when there are two and the connection is an address',
    { clusterConnection: 'one/external' },
    [MANAGEMENT, SECOND, EXTERNAL],
    undefined,
  ],
];

test.each(TABLE)('a class belongs to %s', (_reason, parameters, objects, expected) => {
  const found = clusterOf(decodedClass(parameters), storeOf(objects));
  expect(found && `${found.namespace}/${found.name}`).toBe(expected);
});

test('the same holds for a folder of manifests, where absence proves nothing', () => {
  expect(clusterOf(decodedClass({}), storeOf([SECOND], new Set()))).toEqual({
    namespace: 'one',
    name: 'one',
  });
});

test('a parameter named __proto__ is a parameter like any other', () => {
  const parameters: JsonObject = JSON.parse('{"__proto__": {"iomeshCluster": "a/b"}, "constructor": "c"}');
  expect(clusterOf(decodedClass(parameters), storeOf([MANAGEMENT, SECOND]))).toBeUndefined();
});

describe('a connection ConfigMap', () => {
  test('is known by its three keys', () => {
    expect(isConnectionConfigMap(CONNECTION)).toBe(true);
    expect(connectionOf(CONNECTION)).toEqual({
      clusterId: 'k8s-1',
      iscsiPortal: '127.0.0.1:3260',
      metaAddr: 'one-meta-client.one.svc.cluster.local:10100',
    });
  });

  test.each([
    ['no data', {}],
    ['two of the keys', { data: { clusterId: 'a', iscsiPortal: 'b' } }],
    ['a key that is no text', { data: { clusterId: 1, iscsiPortal: 'b', metaAddr: 'c' } }],
    ['data that is no object', { data: 'clusterId' }],
  ])('is not one with %s', (_reason, object) => {
    expect(isConnectionConfigMap(object)).toBe(false);
  });
});
