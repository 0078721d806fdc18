import { describe, expect, test } from 'vitest';
import { blockDevices, decodeBlockDevice } from '../../src/core/block-device.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';

const DEVICE: KubernetesObject = {
  apiVersion: 'openebs.io/v1alpha1',
  kind: 'BlockDevice',
  metadata: {
    namespace: 'iomesh-system',
    name: 'bd-1',
    labels: { 'iomesh.com/bd-driverType': 'SSD', 'openebs.io/block-device-tag': 'mongo' },
    annotations: { 'internal.openebs.io/uuid-scheme': 'gpt' },
  },
  spec: {
    path: '/dev/sdb',
    capacity: { storage: 21474836480 },
    nodeAttributes: { nodeName: 'worker-1' },
    filesystem: { fsType: 'xfs', mountPoint: '/data' },
    details: { deviceType: 'disk' },
  },
  status: { claimState: 'Unclaimed', state: 'Active' },
};

describe('a BlockDevice', () => {
  test('is read with all that decisions need', () => {
    expect(decodeBlockDevice(DEVICE)).toEqual({
      namespace: 'iomesh-system',
      name: 'bd-1',
      nodeName: 'worker-1',
      path: '/dev/sdb',
      capacityBytes: 21474836480n,
      state: 'Active',
      claimState: 'Unclaimed',
      isClaimed: false,
      fsType: 'xfs',
      mountPoint: '/data',
      deviceType: 'disk',
      labels: new Map([
        ['iomesh.com/bd-driverType', 'SSD'],
        ['openebs.io/block-device-tag', 'mongo'],
      ]),
      uuidScheme: 'gpt',
      tag: 'mongo',
    });
  });

  test.each<[string, JsonValue]>([
    ['a quantity', '20Gi'],
    ['digits in quotes', '21474836480'],
    ['a fraction', 1.5],
    ['negative', -1],
    ['null', null],
  ])('has no readable size when it is %s', (_reason, storage) => {
    expect(decodeBlockDevice({ spec: { capacity: { storage } } }).capacityBytes).toBeUndefined();
  });

  test.each<[string, JsonObject, boolean]>([
    ['Claimed', { status: { claimState: 'Claimed' } }, true],
    ['with a claimRef', { spec: { claimRef: { name: 'bdc' } }, status: { claimState: 'Unclaimed' } }, true],
    ['Released', { status: { claimState: 'Released' } }, false],
    ['without a status', {}, false],
  ])('%s is claimed: %o', (_reason, device, isClaimed) => {
    expect(decodeBlockDevice(device).isClaimed).toBe(isClaimed);
  });

  test('that is malformed everywhere is read all the same', () => {
    const device = decodeBlockDevice({ metadata: [], spec: 'x', status: { state: 3 } });
    expect(device).toMatchObject({ name: '', nodeName: '', state: '', labels: new Map() });
  });
});

test('block devices are listed by namespace', () => {
  const store = new ObjectStore();
  store.set(DEVICE);
  store.set({ ...DEVICE, metadata: { namespace: 'openebs', name: 'bd-2' } });
  expect(blockDevices(store, 'iomesh-system').map(({ name }) => name)).toEqual(['bd-1']);
});
