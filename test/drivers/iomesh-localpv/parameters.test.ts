import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { iomeshLocalpv } from '../../../src/drivers/iomesh-localpv/index.ts';
import { FILE_SYSTEMS, QUOTA_VALUES, VOLUME_TYPES } from '../../../src/drivers/iomesh-localpv/names.ts';

const validate = new Ajv({ strict: true, allErrors: true }).compile(iomeshLocalpv.parameters);

describe('the schema of the parameters', () => {
  test.each([
    [
      'a hostpath class',
      { volumeType: 'hostpath', basePath: '/var/iomesh/local', enableQuota: 'true' },
      true,
    ],
    [
      'a device class',
      { volumeType: 'device', deviceSelector: '', 'csi.storage.k8s.io/fstype': 'xfs' },
      true,
    ],
    ['a parameter of a later release', { volumeType: 'device', wipePolicy: 'full' }, true],
    ['no volume type', { basePath: '/mnt' }, false],
    ['another volume type', { volumeType: 'hostPath' }, false],
    ['a relative path', { volumeType: 'hostpath', basePath: 'mnt' }, false],
    ['a boolean', { volumeType: 'hostpath', enableQuota: true }, false],
  ])('judges %s: %o', (_reason, parameters, isValid) => {
    expect(validate(parameters)).toBe(isValid);
  });

  test('is where the rules take their words from', () => {
    expect({ VOLUME_TYPES, QUOTA_VALUES, FILE_SYSTEMS }).toEqual({
      VOLUME_TYPES: ['hostpath', 'device'],
      QUOTA_VALUES: ['true', 'false'],
      FILE_SYSTEMS: ['ext4', 'ext3', 'ext2', 'xfs'],
    });
  });
});
