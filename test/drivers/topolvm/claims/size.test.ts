import { describe, expect, test } from 'vitest';
import { decodeClaimSpec } from '../../../../src/core/persistent-volume-claim.ts';
import { decodeStorageClass } from '../../../../src/core/storage-class.ts';
import { createdBytes } from '../../../../src/drivers/topolvm/claims/size.ts';
import { storageClass } from '../../../support/objects.ts';

interface Fields {
  readonly request?: string;
  readonly limit?: string;
  readonly fsType?: string;
  readonly key?: string;
  readonly volumeMode?: string;
}

function created({ request, limit, fsType, key = 'csi.storage.k8s.io/fstype', volumeMode }: Fields): bigint {
  const spec = {
    ...(volumeMode !== undefined && { volumeMode }),
    resources: {
      ...(request !== undefined && { requests: { storage: request } }),
      ...(limit !== undefined && { limits: { storage: limit } }),
    },
  };
  const parameters = fsType === undefined ? {} : { [key]: fsType };
  return createdBytes(
    decodeClaimSpec(spec, { namespace: 'shop', name: 'a' }),
    decodeStorageClass(storageClass('tlv', 'topolvm.io', parameters)),
  );
}

describe('the volume that the driver makes', () => {
  test.each<[string, Fields, bigint]>([
    ['is the request', { request: '1Gi' }, 1073741824n],
    ['has whole sectors', { request: '2147483647' }, 2147483648n],
    ['has one sector at least', { request: '1' }, 4096n],
    ['is no larger for a multiple of the sector', { request: '8192' }, 8192n],
    ['is 1 GiB without a request', {}, 1073741824n],
    ['is 1 GiB for a request of 0', { request: '0' }, 1073741824n],
    ['is 1 GiB below a higher limit', { limit: '2Gi' }, 1073741824n],
    ['is a lower limit without a request, in whole sectors', { limit: '10000' }, 8192n],
    [
      'is the request, whatever the limit says, for the driver then makes none',
      { request: '2Gi', limit: '1Gi' },
      2147483648n,
    ],
    ['is 300Mi for xfs', { request: '10Mi', fsType: 'xfs' }, 314572800n],
    ['is 32Mi for ext4', { request: '10Mi', fsType: 'ext4' }, 33554432n],
    ['is 200Mi for btrfs', { request: '10Mi', fsType: 'btrfs' }, 209715200n],
    ['is 8Mi for a block volume', { request: '1Mi', volumeMode: 'Block' }, 8388608n],
    [
      'of a block volume has no file system',
      { request: '10Mi', fsType: 'xfs', volumeMode: 'Block' },
      10485760n,
    ],
    ['has no minimum when no file system is named', { request: '10Mi' }, 10485760n],
    ['has no minimum for an unknown file system', { request: '10Mi', fsType: 'zfs' }, 10485760n],
    ['heeds the deprecated key', { request: '10Mi', fsType: 'xfs', key: 'fsType' }, 314572800n],
    ['is larger than the minimum when asked', { request: '301Mi', fsType: 'xfs' }, 315621376n],
    ['is the minimum without a request', { fsType: 'xfs' }, 314572800n],
  ])('%s', (_reason, fields, bytes) => {
    expect(created(fields)).toBe(bytes);
  });
});
