import { expect, test } from 'vitest';
import {
  IOMESH_CLUSTER_FIELDS,
  placesOf,
  unknownFields,
} from '../../../../src/drivers/iomesh/clusters/cluster-schema.ts';

test.each([
  ['knows every documented field', { spec: { chunk: { devicemanager: { blockDeviceNamespace: 'x' } } } }, []],
  ['leaves the content of open fields alone', { metadata: { anything: 1 }, status: { license: {} } }, []],
  ['finds a field beside the spec', { extra: 1 }, [['extra']]],
  [
    'finds a field deep inside',
    { spec: { meta: { image: { tags: 'v1' } } } },
    [['spec', 'meta', 'image', 'tags']],
  ],
  ['does not look below an unknown field', { spec: { extra: { chunk: {}, more: 1 } } }, [['spec', 'extra']]],
  ['passes over values of the wrong type', { spec: { meta: 3, chunk: null, probe: [] } }, []],
  [
    'knows the entries of a device map',
    { spec: { chunk: { deviceMap: { dataStore: { selector: {}, exclude: [] } } } } },
    [],
  ],
  [
    'takes keys of Object.prototype as data',
    { spec: { constructor: 1, toString: 2 } },
    [
      ['spec', 'constructor'],
      ['spec', 'toString'],
    ],
  ],
])('unknownFields %s', (_reason, value, expected) => {
  expect(unknownFields(value, IOMESH_CLUSTER_FIELDS).map(({ path }) => path)).toEqual(expected);
});

test('unknownFields says which fields are known in the place', () => {
  const [unknown] = unknownFields({ spec: { probe: { images: {} } } }, IOMESH_CLUSTER_FIELDS);
  expect(unknown).toEqual({ path: ['spec', 'probe', 'images'], field: 'images', known: ['image'] });
});

test.each([
  ['a field of two places', 'dataCIDR', ['spec.chunk.dataCIDR', 'spec.redirector.dataCIDR']],
  ['a field of one place', 'deviceMap', ['spec.chunk.deviceMap']],
  ['a field of none', 'replicaCount', []],
])('placesOf finds %s', (_reason, field, expected) => {
  expect(placesOf(field, IOMESH_CLUSTER_FIELDS).map(path => path.join('.'))).toEqual(expected);
});
