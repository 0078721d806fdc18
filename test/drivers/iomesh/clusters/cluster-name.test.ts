import { describe, expect, test } from 'vitest';
import {
  clusterNameOf,
  formatClusterName,
  formatKnownClusters,
  otherClusters,
  parseClusterName,
} from '../../../../src/drivers/iomesh/clusters/cluster-name.ts';
import { cluster, storeOf } from '../fixtures.ts';

describe('parseClusterName', () => {
  test.each([
    ['iomesh-system/iomesh', { namespace: 'iomesh-system', name: 'iomesh' }],
    ['a/b', { namespace: 'a', name: 'b' }],
    ['ns/name.with.dots', { namespace: 'ns', name: 'name.with.dots' }],
    [`${'a'.repeat(63)}/${'b'.repeat(253)}`, { namespace: 'a'.repeat(63), name: 'b'.repeat(253) }],
  ])('reads %s and writes it back', (text, expected) => {
    const parsed = parseClusterName(text);
    expect(parsed).toEqual(expected);
    expect(parsed && formatClusterName(parsed)).toBe(text);
  });

  test.each([
    ['nothing', ''],
    ['no slash', 'iomesh'],
    ['two slashes', 'iomesh-system/iomesh/x'],
    ['an empty namespace', '/iomesh'],
    ['an empty name', 'iomesh-system/'],
    ['upper case', 'iomesh-system/IOMesh'],
    ['a namespace with a dot', 'iomesh.system/iomesh'],
    ['a name with an empty label', 'iomesh-system/a..b'],
    ['a name that ends with a dash', 'iomesh-system/iomesh-'],
    ['a blank before it', ' iomesh-system/iomesh'],
    ['a line break after it', 'iomesh-system/iomesh\n'],
    ['a namespace of 64 characters', `${'a'.repeat(64)}/iomesh`],
    ['a name of 254 characters', `a/${'b'.repeat(254)}`],
  ])('reads no name out of %s', (_reason, text) => {
    expect(parseClusterName(text)).toBeUndefined();
  });
});

describe('the clusters of a state', () => {
  const first = cluster('iomesh', {}, 'iomesh-system');
  const second = cluster('iomesh-cluster-1');
  const lookup = storeOf([second, first]);

  test('a manifest without a namespace goes to default', () => {
    expect(clusterNameOf({ metadata: { name: 'iomesh' } })).toEqual({ namespace: 'default', name: 'iomesh' });
  });

  test('all others are told from a cluster by namespace and name', () => {
    expect(otherClusters(first, lookup)).toEqual([second]);
    expect(otherClusters(cluster('iomesh'), lookup)).toHaveLength(2);
  });

  test('they are listed for messages', () => {
    expect(formatKnownClusters(lookup)).toBe('iomesh-cluster-1/iomesh-cluster-1, iomesh-system/iomesh');
    expect(formatKnownClusters(storeOf([]))).toBe('none');
  });
});
