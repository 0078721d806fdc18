import { describe, expect, test } from 'vitest';
import type { NodeConstraint } from '../../../src/core/driver.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { podClaims } from '../../../src/core/pod-claim.ts';
import { decodeStorageClass } from '../../../src/core/storage-class.ts';
import { topolvm } from '../../../src/drivers/topolvm/index.ts';
import { claim, contextOf, podWith, storageClass } from '../../support/objects.ts';

function volume(name: string, driver: string, nodeNames: readonly string[]): KubernetesObject {
  const requirement = { key: `topology.${driver}/node`, operator: 'In', values: nodeNames };
  const required = { nodeSelectorTerms: [{ matchExpressions: [requirement] }] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: { csi: { driver }, ...(nodeNames.length > 0 && { nodeAffinity: { required } }) },
  };
}

function snapshot(source: JsonObject, creationTimestamp: string): KubernetesObject {
  return {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name: 'monday', namespace: 'shop', creationTimestamp },
    spec: { source },
  };
}

function topologyOf(claimName: string, objects: readonly KubernetesObject[]) {
  const context = contextOf([
    storageClass('tlv', 'topolvm.io'),
    storageClass('legacy', 'topolvm.cybozu.com'),
    ...objects,
  ]);
  return topolvm.topology(podClaims(podWith([claimName]), 'shop', context.lookup), context);
}

function summary(constraints: readonly NodeConstraint[]) {
  return constraints.map(({ nodes, reason, claims }) => ({ nodes: nodes && [...nodes], reason, claims }));
}

function createdAt(object: KubernetesObject, creationTimestamp: string): KubernetesObject {
  return { ...object, metadata: { name: 'a', namespace: 'shop', creationTimestamp } };
}

describe('bound claims', () => {
  test.each([
    ['topolvm.io', 'tlv'],
    ['topolvm.cybozu.com', 'legacy'],
  ])(
    'a volume of %s ties the pod to its node, which the scheduler knows by itself',
    (driver, storageClassName) => {
      const bound = claim('a', { storageClassName, phase: 'Bound', volumeName: 'pv-1' });
      const { required, preferred, enforced } = topologyOf('a', [bound, volume('pv-1', driver, ['n2'])]);
      expect({ required, preferred }).toEqual({ required: [], preferred: [] });
      expect(summary(enforced)).toEqual([{ nodes: ['n2'], reason: 'PersistentVolume pv-1', claims: ['a'] }]);
    },
  );

  const plain = { key: 'topology.topolvm.io/node', operator: 'In', values: ['n2'] };

  test.each<[string, JsonObject]>([
    ['another key', { matchExpressions: [{ ...plain, key: 'zone' }] }],
    ['another operator', { matchExpressions: [{ ...plain, operator: 'NotIn' }] }],
    ['a second requirement', { matchExpressions: [plain, plain] }],
    ['a field beside the label', { matchExpressions: [plain], matchFields: [plain] }],
    ['a value that is no string', { matchExpressions: [{ ...plain, values: ['n2', 0] }] }],
    ['no values', { matchExpressions: [{ ...plain, values: {} }] }],
  ])('nodes that TopoLVM did not name are not guessed: %s', (_reason, term) => {
    const nodeAffinity = { required: { nodeSelectorTerms: [term] } };
    const other = {
      ...volume('pv-1', 'topolvm.io', []),
      spec: { csi: { driver: 'topolvm.io' }, nodeAffinity },
    };
    const { enforced } = topologyOf('a', [claim('a', { phase: 'Bound', volumeName: 'pv-1' }), other]);
    expect(summary(enforced)).toEqual([{ nodes: undefined, reason: 'PersistentVolume pv-1', claims: ['a'] }]);
    expect(enforced.map(constraint => constraint.terms)).toEqual([[term]]);
  });

  test.each([
    ['a volume that is not in the state', []],
    ['a volume of another driver', [volume('pv-1', 'nfs.csi.k8s.io', ['n2'])]],
    ['a volume without node affinity', [volume('pv-1', 'topolvm.io', [])]],
  ])('%s says nothing', (_reason, objects) => {
    const bound = claim('a', { phase: 'Bound', volumeName: 'pv-1' });
    expect(topologyOf('a', [bound, ...objects])).toEqual({ required: [], preferred: [], enforced: [] });
  });
});

describe('clones and restored snapshots', () => {
  const clone = claim('copy', { spec: { dataSource: { kind: 'PersistentVolumeClaim', name: 'a' } } });
  const restored = claim('copy', {
    spec: { dataSourceRef: { kind: 'VolumeSnapshot', name: 'monday', apiGroup: 'snapshot.storage.k8s.io' } },
  });
  const bound = claim('a', { phase: 'Bound', volumeName: 'pv-1' });
  const source = [bound, volume('pv-1', 'topolvm.io', ['n3'])];
  const onN3 = [{ nodes: ['n3'], reason: 'the data source, PersistentVolume pv-1', claims: ['copy'] }];

  test.each([
    ['a clone has to be where its source is', [clone, ...source], onN3],
    [
      'a restored snapshot as well',
      [restored, ...source, snapshot({ persistentVolumeClaimName: 'a' }, '2026-01-02T00:00:00Z')],
      onN3,
    ],
    [
      'but a claim made after the snapshot only has the name of its source',
      [
        restored,
        createdAt(bound, '2026-01-03T00:00:00Z'),
        volume('pv-1', 'topolvm.io', ['n3']),
        snapshot({ persistentVolumeClaimName: 'a' }, '2026-01-02T00:00:00Z'),
      ],
      [],
    ],
    [
      'a snapshot without a claim is unknown',
      [restored, ...source, snapshot({ volumeSnapshotContentName: 'c' }, '')],
      [],
    ],
    ['a source without a volume yet is unknown', [clone, claim('a')], []],
    ['a source that is not in the state is unknown', [clone], []],
    [
      'a source of the other plugin name is no source',
      [clone, bound, volume('pv-1', 'topolvm.cybozu.com', ['n3'])],
      [],
    ],
  ])('%s', (_reason, objects, required) => {
    const topology = topologyOf('copy', objects);
    expect(summary(topology.required)).toEqual(required);
    expect(topology.enforced).toEqual([]);
  });

  test('a clone that is made is where its own volume is', () => {
    const made = claim('copy', {
      phase: 'Bound',
      volumeName: 'pv-2',
      spec: { dataSource: { kind: 'PersistentVolumeClaim', name: 'a' } },
    });
    const topology = topologyOf('copy', [made, ...source, volume('pv-2', 'topolvm.io', ['n3'])]);
    expect(topology.required).toEqual([]);
    expect(summary(topology.enforced)).toEqual([
      { nodes: ['n3'], reason: 'PersistentVolume pv-2', claims: ['copy'] },
    ]);
  });
});

test.each([
  ['the device class', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }, 'ssd'],
  ['the default class when none is named', 'topolvm.io', {}, '00default'],
  ['the legacy name', 'topolvm.cybozu.com', { 'topolvm.cybozu.com/device-class': 'ssd' }, 'ssd'],
  ['nothing for an empty class', 'topolvm.io', { 'topolvm.io/device-class': '' }, undefined],
  ['nothing for other drivers', 'nfs.csi.k8s.io', {}, undefined],
])('the topology of a claim is %s', (_reason, provisioner, parameters, expected) => {
  const decoded = decodeStorageClass(storageClass('x', provisioner, parameters));
  expect(topolvm.claimTopology(decoded, contextOf([]))).toBe(expected);
});
