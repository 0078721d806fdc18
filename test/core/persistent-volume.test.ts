import { expect, test } from 'vitest';
import { decodePersistentVolume } from '../../src/core/persistent-volume.ts';

test('a PersistentVolume is read', () => {
  const term = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['a'] }] };
  const volume = {
    metadata: { name: 'pv-1' },
    spec: {
      storageClassName: 'fast',
      csi: { driver: 'topolvm.io', volumeAttributes: { fsType: 'xfs', size: 1 } },
      nodeAffinity: { required: { nodeSelectorTerms: [term, null] } },
    },
  };
  expect(decodePersistentVolume(volume)).toEqual({
    name: 'pv-1',
    storageClassName: 'fast',
    driver: 'topolvm.io',
    volumeAttributes: new Map([['fsType', 'xfs']]),
    nodeSelectorTerms: [term],
  });
});

test('a PersistentVolume of another kind has no driver, and may be used anywhere', () => {
  expect(decodePersistentVolume({ spec: { hostPath: {}, nodeAffinity: null } })).toEqual({
    name: '',
    storageClassName: undefined,
    driver: undefined,
    volumeAttributes: new Map(),
    nodeSelectorTerms: [],
  });
});
