import type { PersistentVolumeClaim } from '../../../core/persistent-volume-claim.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { minimumBytes } from '../classes/file-system.ts';

const GIB = 1n << 30n;

/** The driver rounds requests up to whole sectors of this many bytes. */
const SECTOR_BYTES = 4096n;

/** The size of a volume for which nothing is asked, in bytes. */
export const DEFAULT_BYTES = GIB;

type Size = Pick<PersistentVolumeClaim, 'requestBytes' | 'limitBytes' | 'volumeMode'>;

/** The request in bytes as TopoLVM writes it into pods: exact, 1 GiB when it is zero or absent. */
export function requestedBytes(claim: Size): bigint {
  const request = claim.requestBytes ?? 0n;
  return request > 0n ? request : DEFAULT_BYTES;
}

/** The request in bytes as TopoLVM before 0.23 counted it: whole GiB, rounded up, at least one. */
export function requestedGibibytes(claim: Size): bigint {
  const request = claim.requestBytes ?? 0n;
  return request <= GIB ? GIB : ((request + GIB - 1n) / GIB) * GIB;
}

function bytesWithoutRequest(limit: bigint): bigint {
  return limit <= 0n || limit >= DEFAULT_BYTES ? DEFAULT_BYTES : limit - (limit % SECTOR_BYTES);
}

/**
 * The size in bytes of the volume that the driver makes: at least the minimum of the file system, whole sectors. Without a
 * request 1 GiB, or a smaller limit rounded down.
 * @see https://github.com/topolvm/topolvm/blob/main/internal/driver/controller.go
 */
export function createdBytes(claim: Size, storageClass: StorageClass): bigint {
  const request = claim.requestBytes ?? 0n;
  const minimum = minimumBytes(claim.volumeMode, storageClass);
  const required = request > minimum ? request : minimum;
  if (required <= 0n) return bytesWithoutRequest(claim.limitBytes ?? 0n);
  return ((required + SECTOR_BYTES - 1n) / SECTOR_BYTES) * SECTOR_BYTES;
}
