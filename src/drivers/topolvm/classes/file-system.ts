import { fstypeKeys } from '../../../core/csi-parameters.ts';
import type { StorageClass } from '../../../core/storage-class.ts';

const MIB = 1024n * 1024n;

/** No minimum is larger than this many bytes. */
export const LARGEST_MINIMUM_BYTES = 300n * MIB;

/** The file systems that TopoLVM documents, and the smallest volume that it makes for each, in bytes. */
const MINIMUM_BYTES: ReadonlyMap<string, bigint> = new Map([
  ['ext4', 32n * MIB],
  ['xfs', LARGEST_MINIMUM_BYTES],
  ['btrfs', 200n * MIB],
]);

const BLOCK_MINIMUM_BYTES = 8n * MIB;

/** The file systems that TopoLVM documents. */
export const FILE_SYSTEMS: readonly string[] = [...MINIMUM_BYTES.keys()];

/** The parameter that names a file system: the current key or `fstype` in any case; `undefined` when none does. */
export function fsTypeKeyOf({ parameters }: StorageClass): string | undefined {
  return fstypeKeys(parameters.keys())[0];
}

/** The file system that a StorageClass names; empty when it names none. */
export function fsTypeOf(storageClass: StorageClass): string {
  const key = fsTypeKeyOf(storageClass);
  return key === undefined ? '' : (storageClass.parameters.get(key) ?? '');
}

/**
 * The smallest volume that the driver makes, in bytes; 0 when there is no minimum, which is so when no file system is
 * named, although the driver then makes ext4.
 */
export function minimumBytes(volumeMode: string, storageClass: StorageClass): bigint {
  if (volumeMode === 'Block') return BLOCK_MINIMUM_BYTES;
  return MINIMUM_BYTES.get(fsTypeOf(storageClass)) ?? 0n;
}
