import { describe, expect, test } from 'vitest';
import { decodeBlockDevice } from '../../../../src/core/block-device.ts';
import type { JsonValue } from '../../../../src/core/json.ts';
import { parseLabelSelector } from '../../../../src/core/label-selector.ts';
import type { LabelSelector } from '../../../../src/core/label-selector.ts';
import {
  DEVICE_PREDICATES,
  deviceScene,
  isEligible,
  misfitsOf,
} from '../../../../src/drivers/iomesh-localpv/block-devices/device-conditions.ts';
import { blockDevice, contextOf, csiNode, GB, iomeshCluster, node, PROVISIONER } from '../fixtures.ts';

const TAG = 'openebs.io/block-device-tag';
const GIB = 1024 ** 3;

function selectorOf(value: JsonValue): LabelSelector {
  const selector = parseLabelSelector(value);
  if ('error' in selector) throw new Error(selector.error);
  return selector;
}

const SSD = selectorOf({ matchLabels: { 'iomesh.com/bd-driverType': 'SSD' } });
const REQUEST = { claim: 'data', bytes: BigInt(10 * GB), selector: SSD };

const SCENE = deviceScene(
  contextOf([
    node('n1'),
    node('n2', { 'kubernetes.io/hostname': 'n2' }),
    csiNode('n1', PROVISIONER),
    csiNode('n2', 'topolvm.io'),
    iomeshCluster('iomesh', { pool: 'iomesh' }),
    iomeshCluster('far', { pool: 'far' }, ['n9']),
  ]),
  new Set(['bd-reserved']),
);

function misfits(device: Parameters<typeof decodeBlockDevice>[0], request = REQUEST): readonly string[] {
  return misfitsOf(decodeBlockDevice(device), request, SCENE).map(({ id }) => id);
}

describe('a device that fails one condition only', () => {
  test.each([
    ['namespace', 'in another namespace', blockDevice('bd', { namespace: 'openebs' })],
    ['active', 'unplugged', blockDevice('bd', { state: 'Inactive' })],
    ['active', 'of unknown state', blockDevice('bd', { state: 'Unknown' })],
    ['unclaimed', 'claimed', blockDevice('bd', { claimState: 'Claimed' })],
    ['unclaimed', 'released, which is still being cleaned', blockDevice('bd', { claimState: 'Released' })],
    ['unclaimed', 'with a claimRef and a stale claimState', blockDevice('bd', { claimRef: { name: 'bdc' } })],
    ['raw', 'formatted', blockDevice('bd', { filesystem: { fsType: 'ext4' } })],
    ['raw', 'mounted', blockDevice('bd', { filesystem: { mountPoint: '/data' } })],
    ['capacity', 'too small by one byte', blockDevice('bd', { bytes: 10 * GB - 1 })],
    ['capacity', 'with a quantity for a size', blockDevice('bd', { bytes: '20Gi' })],
    ['selector', 'with another label', blockDevice('bd', { labels: { 'iomesh.com/bd-driverType': 'HDD' } })],
    ['uuid-scheme', 'of the legacy scheme', blockDevice('bd', { uuidScheme: 'legacy' })],
    ['tag', 'tagged for others', blockDevice('bd', { labels: { [TAG]: 'mongo' } })],
    ['sparse', 'made of a sparse file', blockDevice('bd', { deviceType: 'sparse' })],
    ['device-map', 'that an IOMesh cluster takes', blockDevice('bd', { labels: { pool: 'iomesh' } })],
    ['reserved', 'promised to another pod', blockDevice('bd-reserved')],
    ['registered', 'on a node without the driver', blockDevice('bd', { node: 'n2' })],
  ])('%s: %s', (id, _reason, device) => {
    expect(misfits(device)).toEqual([id]);
  });

  test('every condition has a device that fails it', () => {
    expect(DEVICE_PREDICATES.map(({ id }) => id).sort()).toEqual([
      'active',
      'capacity',
      'device-map',
      'namespace',
      'raw',
      'registered',
      'reserved',
      'selector',
      'sparse',
      'tag',
      'unclaimed',
      'uuid-scheme',
    ]);
  });
});

describe('a device that fits', () => {
  test.each([
    ['the plain one', blockDevice('bd')],
    ['of exactly the requested size', blockDevice('bd', { bytes: 10 * GB })],
    ['with an empty file system entry', blockDevice('bd', { filesystem: { fsType: '', mountPoint: '' } })],
    ['excluded from the device map', blockDevice('bd-excluded', { labels: { pool: 'iomesh' } })],
    ['that a cluster on other nodes selects', blockDevice('bd', { labels: { pool: 'far' } })],
    ['on a node of which nothing else is known', blockDevice('bd', { node: 'n1' })],
  ])('%s', (_reason, device) => {
    expect(misfits(device)).toEqual([]);
  });

  test('is tagged when the selector names the tag', () => {
    const byTag = { ...REQUEST, selector: selectorOf({ matchLabels: { [TAG]: 'mongo' } }) };
    expect(misfits(blockDevice('bd', { labels: { [TAG]: 'mongo' } }), byTag)).toEqual([]);
  });

  test('is not one with an empty tag, even when the selector names the tag', () => {
    const anyTag = {
      ...REQUEST,
      selector: selectorOf({ matchExpressions: [{ key: TAG, operator: 'Exists' }] }),
    };
    expect(misfits(blockDevice('bd', { labels: { [TAG]: '' } }), anyTag)).toEqual(['tag']);
  });

  test('is not a 10 GB device for 10Gi', () => {
    const tenGi = { ...REQUEST, bytes: BigInt(10 * GIB) };
    expect(misfits(blockDevice('bd', { bytes: 10 * GB }), tenGi)).toEqual(['capacity']);
  });
});

test('a device on a node of which too little is known is not ruled out', () => {
  const scene = deviceScene(contextOf([], new Set()));
  const device = decodeBlockDevice(blockDevice('bd', { node: 'n7' }));
  expect(isEligible(device, REQUEST, scene)).toBe(true);
});

test('a device that is only too small is eligible', () => {
  const device = decodeBlockDevice(blockDevice('bd', { bytes: 1 }));
  expect(isEligible(device, REQUEST, SCENE)).toBe(true);
});
