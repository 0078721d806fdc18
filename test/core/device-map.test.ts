import { describe, expect, test } from 'vitest';
import { decodeBlockDevice } from '../../src/core/block-device.ts';
import { chunkReach, deviceMapOf, deviceMapSelections, selectsDevice } from '../../src/core/device-map.ts';
import type { JsonValue } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';

const DEVICE: KubernetesObject = {
  apiVersion: 'openebs.io/v1alpha1',
  kind: 'BlockDevice',
  metadata: {
    namespace: 'iomesh-system',
    name: 'bd-1',
    labels: { 'iomesh.com/bd-driverType': 'SSD', 'kubernetes.io/hostname': 'host-1' },
  },
  spec: { nodeAttributes: { nodeName: 'worker-1' } },
};

function cluster(name: string, deviceMap: JsonValue): KubernetesObject {
  return {
    apiVersion: 'iomesh.com/v1alpha1',
    kind: 'IOMeshCluster',
    metadata: { namespace: 'iomesh-system', name },
    spec: { chunk: { deviceMap } },
  };
}

describe('a device map', () => {
  test('is listed with the place of each mount type', () => {
    const entries = deviceMapOf(
      cluster('a', { dataStore: { selector: {}, exclude: ['bd-2', 7] }, junk: 'x' }),
    );
    expect(entries).toEqual([
      {
        mountType: 'dataStore',
        path: ['spec', 'chunk', 'deviceMap', 'dataStore'],
        selector: {},
        exclude: new Set(['bd-2']),
      },
    ]);
  });

  test.each<[string, JsonValue, boolean]>([
    ['by label', { dataStore: { selector: { matchLabels: { 'iomesh.com/bd-driverType': 'SSD' } } } }, true],
    ['with an empty selector', { dataStore: { selector: {} } }, true],
    ['without a selector', { dataStore: { exclude: [] } }, false],
    [
      'by another label',
      { dataStore: { selector: { matchLabels: { 'iomesh.com/bd-driverType': 'HDD' } } } },
      false,
    ],
    ['but excludes it', { dataStore: { selector: {}, exclude: ['bd-1'] } }, false],
    ['with a selector that cannot be read', { dataStore: { selector: { matchLabel: {} } } }, false],
    ['as no map at all', [], false],
  ])('selects a device %s: %o', (_reason, deviceMap, isSelected) => {
    const store = new ObjectStore();
    store.set(cluster('a', deviceMap));
    const device = decodeBlockDevice(DEVICE);
    expect(deviceMapSelections(store).some(selection => selectsDevice(selection, device))).toBe(isSelected);
  });
});

describe('the reach of a cluster', () => {
  function tiedTo(key: string, value: string): KubernetesObject {
    const term = { matchExpressions: [{ key, operator: 'In', values: [value] }] };
    const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
    const chunk = { podPolicy: { affinity: { nodeAffinity: required } } };
    return { apiVersion: 'iomesh.com/v1alpha1', kind: 'IOMeshCluster', spec: { chunk } };
  }

  function reaches(iomeshCluster: KubernetesObject, ...nodes: readonly KubernetesObject[]): boolean {
    const store = new ObjectStore();
    for (const node of nodes) store.set(node);
    return chunkReach(iomeshCluster, store)(decodeBlockDevice(DEVICE));
  }

  const worker = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-1', labels: { zone: 'a' } } };

  test.each([
    ['every device, of a cluster that may run anywhere', reaches(cluster('a', {})), true],
    ['a device by the labels of its Node', reaches(tiedTo('zone', 'a'), worker), true],
    ['no device of a Node with other labels', reaches(tiedTo('zone', 'b'), worker), false],
    [
      'a device by its own hostname, without its Node',
      reaches(tiedTo('kubernetes.io/hostname', 'host-1')),
      true,
    ],
    ['no device of another host', reaches(tiedTo('kubernetes.io/hostname', 'host-2')), false],
  ])('is %s', (_reason, reached, expected) => {
    expect(reached).toBe(expected);
  });
});
