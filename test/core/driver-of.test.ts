import { describe, expect, test } from 'vitest';
import { driverOf, driverOfClaim } from '../../src/core/driver-of.ts';
import type { PodClaim } from '../../src/core/pod-claim.ts';
import { decodePersistentVolume } from '../../src/core/persistent-volume.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { decodeStorageClass } from '../../src/core/storage-class.ts';
import { DRIVERS } from '../../src/drivers/registry.ts';
import { storageClass } from '../support/objects.ts';

const KNOWN = {
  drivers: DRIVERS,
  settings: { ...DEFAULT_SETTINGS, iomeshProvisioners: ['csi.renamed.example'] },
};

describe('driverOf', () => {
  test.each([
    ['topolvm.io', 'topolvm'],
    ['topolvm.cybozu.com', 'topolvm'],
    ['com.iomesh.csi-driver', 'iomesh'],
    ['csi.renamed.example', 'iomesh'],
    ['com.iomesh.iomesh-localpv-manager', 'iomesh-localpv'],
    ['csi.example.com', undefined],
    [undefined, undefined],
  ])('finds who serves %s', (provisioner, id) => {
    expect(driverOf(provisioner, KNOWN)?.id).toBe(id);
  });
});

describe('driverOfClaim', () => {
  const VOLUME = decodePersistentVolume({ spec: { csi: { driver: 'topolvm.io' } } });
  const CLAIM: PodClaim = {
    namespace: 'shop',
    name: 'data',
    source: 'persistentVolumeClaim',
    volumeIndexes: [0],
    claim: undefined,
    storageClass: undefined,
    missingStorageClass: undefined,
    volume: undefined,
  };

  test('goes by the class', () => {
    const found = decodeStorageClass(storageClass('iomesh', 'com.iomesh.csi-driver'));
    expect(driverOfClaim({ ...CLAIM, storageClass: found, volume: VOLUME }, KNOWN)?.id).toBe('iomesh');
  });

  test('goes by the volume when the class is gone', () => {
    expect(driverOfClaim({ ...CLAIM, volume: VOLUME }, KNOWN)?.id).toBe('topolvm');
  });

  test('is none when nothing is known', () => {
    expect(driverOfClaim(CLAIM, KNOWN)).toBeUndefined();
  });
});
