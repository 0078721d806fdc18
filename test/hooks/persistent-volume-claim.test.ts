import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { Settings } from '../../src/core/settings.ts';
import { review } from '../../src/hooks/review.ts';
import { claim, contextOf, creation, storageClass } from '../support/objects.ts';

const CLASSES = [
  storageClass('tlv', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }),
  storageClass('iomesh', 'com.iomesh.csi-driver', { iomeshCluster: 'iomesh-system/iomesh' }),
  storageClass('local', 'com.iomesh.iomesh-localpv-manager', { volumeType: 'hostpath' }),
  storageClass('nfs', 'nfs.csi.k8s.io'),
];

function mutate(object: KubernetesObject, settings: Partial<Settings> = {}) {
  return review('/pvc/mutate', creation(object), contextOf(CLASSES, settings));
}

function annotations(driver: string, topology: string): JsonObject {
  return { 'stowage.dev/driver': driver, 'stowage.dev/topology': topology };
}

describe('claim hook', () => {
  test.each([
    ['TopoLVM: the device class', 'tlv', 'topolvm', 'ssd'],
    ['IOMesh: the cluster', 'iomesh', 'iomesh', 'iomesh-system/iomesh'],
    ['LocalPV: the volume type', 'local', 'iomesh-localpv', 'hostpath'],
  ])('writes driver and topology on a claim of %s', (_reason, storageClassName, driver, topology) => {
    expect(mutate(claim('a', { storageClassName })).patch).toEqual([
      { op: 'add', path: '/metadata/annotations', value: annotations(driver, topology) },
    ]);
  });

  test('leaves a claim of another driver alone', () => {
    expect(mutate(claim('a', { storageClassName: 'nfs' })).patch).toBeUndefined();
  });

  test('leaves a claim of an unknown class alone', () => {
    expect(mutate(claim('a', { storageClassName: 'gone' })).patch).toBeUndefined();
  });

  test('takes off annotations that were copied from a claim of another driver', () => {
    const copied = claim('a', {
      storageClassName: 'nfs',
      annotations: { ...annotations('topolvm', 'ssd'), team: 'x' },
    });
    expect(mutate(copied).patch).toEqual([
      { op: 'remove', path: '/metadata/annotations/stowage.dev~1driver' },
      { op: 'remove', path: '/metadata/annotations/stowage.dev~1topology' },
    ]);
  });

  test('changes nothing on its own output', () => {
    const done = claim('a', { annotations: annotations('topolvm', 'ssd') });
    expect(mutate(done).patch).toBeUndefined();
  });

  test('writes the default capacity request that TopoLVM would use', () => {
    expect(mutate(claim('a', { storage: undefined }), { annotateClaims: false }).patch).toEqual([
      { op: 'add', path: '/spec/resources', value: { requests: { storage: '1Gi' } } },
    ]);
  });

  test('writes no annotations when that is switched off', () => {
    expect(mutate(claim('a'), { annotateClaims: false }).patch).toBeUndefined();
  });

  test('does nothing on UPDATE', () => {
    const request = creation(claim('a'), { operation: 'UPDATE', oldObject: claim('a') });
    expect(review('/pvc/mutate', request, contextOf(CLASSES)).patch).toBeUndefined();
  });
});
