import { describe, expect, test } from 'vitest';
import { NO_DEMAND } from '../../../src/core/driver.ts';
import type { Demand } from '../../../src/core/driver.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { decodeNode } from '../../../src/core/node.ts';
import { decodeStorageClass } from '../../../src/core/storage-class.ts';
import { iomeshLocalpv } from '../../../src/drivers/iomesh-localpv/index.ts';
import {
  blockDevice,
  claim,
  claimsOfPod,
  contextOf,
  DEVICE_CLASS,
  GB,
  HOSTPATH_CLASS,
  node,
  storageClass,
} from './fixtures.ts';

function demandOf(...claims: readonly KubernetesObject[]): Demand {
  const context = contextOf([DEVICE_CLASS, HOSTPATH_CLASS, ...claims]);
  const names = claims.map(({ metadata }) => (metadata as { name: string }).name);
  return iomeshLocalpv.demand(claimsOfPod(context, ...names), context);
}

describe('the demand of a pod', () => {
  test('is one device for each claim, and the sum of directories', () => {
    const demand = demandOf(
      claim('data', 'device', '10G'),
      claim('log', 'device', '14G'),
      claim('tmp', 'hostpath', '1Gi'),
      claim('run', 'hostpath', '2Gi'),
    );
    expect(demand.pools).toEqual([
      { pool: 'device', bytes: 10_000_000_000n, claims: ['data'] },
      { pool: 'device', bytes: 14_000_000_000n, claims: ['log'] },
      { pool: 'hostpath', bytes: 3n * 1024n ** 3n, claims: ['tmp', 'run'] },
    ]);
  });

  test('injects nothing, for nothing in the scheduler would count it', () => {
    const { resources, annotations, annotationPrefixes, warnings } = demandOf(claim('data', 'device', '10G'));
    expect({ resources, annotations, annotationPrefixes, warnings }).toEqual({
      resources: new Map(),
      annotations: new Map(),
      annotationPrefixes: [],
      warnings: [],
    });
  });

  test('leaves bound claims out', () => {
    expect(demandOf(claim('data', 'device', '10G', { volumeName: 'pv-1' }))).toEqual(NO_DEMAND);
  });

  test('counts a claim without a readable size as nothing', () => {
    const [pool] = demandOf(claim('data', 'device', 'ten')).pools;
    expect(pool?.bytes).toBe(0n);
  });
});

describe('the capacity of a node', () => {
  test.each([
    [
      'its largest free device',
      [blockDevice('a', { bytes: 9 * GB }), blockDevice('b', { bytes: 15 * GB })],
      15n,
    ],
    [
      'without claimed ones',
      [blockDevice('a', { bytes: 9 * GB }), blockDevice('b', { claimState: 'Claimed' })],
      9n,
    ],
    ['without tagged ones', [blockDevice('a', { labels: { 'openebs.io/block-device-tag': 'mongo' } })], 0n],
    ['without unreadable ones', [blockDevice('a', { bytes: '9G' })], 0n],
  ])('is %s', (_reason, devices, gigabytes) => {
    const bytes = gigabytes * BigInt(GB);
    const context = contextOf([node('n1'), ...devices]);
    expect(iomeshLocalpv.capacity(decodeNode(node('n1')), context)).toEqual([
      { pool: 'device', freeBytes: bytes, reported: String(bytes) },
    ]);
  });

  test('is not known without BlockDevices', () => {
    const context = contextOf([node('n1'), blockDevice('a', { node: 'n2' })]);
    expect(iomeshLocalpv.capacity(decodeNode(node('n1')), context)).toEqual([]);
  });
});

test.each([
  [HOSTPATH_CLASS, 'hostpath'],
  [DEVICE_CLASS, 'device'],
  [storageClass('odd', { volumeType: 'hostPath' }), undefined],
  [storageClass('none', {}), undefined],
])('the topology of a claim is the volume type of its class', (object, expected) => {
  expect(iomeshLocalpv.claimTopology(decodeStorageClass(object), contextOf([]))).toBe(expected);
});
