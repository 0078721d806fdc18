import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../../src/core/json.ts';
import type { KubernetesObject } from '../../../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../../../src/core/object-store.ts';
import { selectedDevices } from '../../../../src/drivers/iomesh/block-devices/selected-devices.ts';

const SSD = { matchLabels: { 'iomesh.com/bd-driverType': 'SSD' } };

function device(namespace: string, name: string, node: string, driveType: string): KubernetesObject {
  return {
    apiVersion: 'openebs.io/v1alpha1',
    kind: 'BlockDevice',
    metadata: {
      namespace,
      name,
      labels: { 'kubernetes.io/hostname': node, 'iomesh.com/bd-driverType': driveType },
    },
    spec: { nodeAttributes: { nodeName: node } },
  };
}

const DEVICES = [
  device('iomesh-system', 'ssd-0', 'w0', 'SSD'),
  device('iomesh-system', 'ssd-1', 'w1', 'SSD'),
  device('iomesh-system', 'hdd-0', 'w0', 'HDD'),
  device('elsewhere', 'ssd-2', 'w0', 'SSD'),
];

function cluster(chunk: JsonValue, namespace = 'iomesh-system'): KubernetesObject {
  return {
    apiVersion: 'iomesh.com/v1alpha1',
    kind: 'IOMeshCluster',
    metadata: { namespace, name: 'iomesh' },
    spec: { chunk },
  };
}

function names(object: KubernetesObject): readonly (readonly string[])[] {
  const lookup = new ObjectStore();
  for (const one of DEVICES) lookup.set(one);
  return selectedDevices(object, lookup).map(({ devices }) => devices.map(({ name }) => name));
}

function tiedTo(hostname: string): JsonValue {
  const requirement = { key: 'kubernetes.io/hostname', operator: 'In', values: [hostname] };
  const nodeSelectorTerms = [{ matchExpressions: [requirement] }];
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  };
}

describe('selectedDevices', () => {
  test.each([
    ['takes what the labels say', { deviceMap: { dataStore: { selector: SSD } } }, [['ssd-0', 'ssd-1']]],
    [
      'takes all for an empty selector',
      { deviceMap: { dataStore: { selector: {} } } },
      [['hdd-0', 'ssd-0', 'ssd-1']],
    ],
    [
      'leaves excluded devices out',
      { deviceMap: { dataStore: { selector: SSD, exclude: ['ssd-0'] } } },
      [['ssd-1']],
    ],
    [
      'counts only nodes of the chunk pods',
      { podPolicy: tiedTo('w1'), deviceMap: { dataStore: { selector: SSD } } },
      [['ssd-1']],
    ],
    ['takes nothing without a selector', { deviceMap: { dataStore: {} } }, []],
    ['takes nothing for a selector it cannot read', { deviceMap: { dataStore: { selector: 'SSD' } } }, []],
    ['has nothing without a device map', {}, []],
  ])('%s', (_reason, chunk, expected) => {
    expect(names(cluster(chunk))).toEqual(expected);
  });

  test('looks in the namespace that the cluster names', () => {
    const deviceMap = { dataStore: { selector: SSD } };
    expect(names(cluster({ deviceMap }, 'elsewhere'))).toEqual([['ssd-2']]);
    expect(
      names(cluster({ deviceMap, devicemanager: { blockDeviceNamespace: 'iomesh-system' } }, 'elsewhere')),
    ).toEqual([['ssd-0', 'ssd-1']]);
  });
});
