import type { StorageClass } from '../../core/storage-class.ts';

const MIB = 1024n * 1024n;

const FSTYPE_KEY = 'csi.storage.k8s.io/fstype';

/** The file systems that TopoLVM documents, and the smallest volume that it makes for each, in bytes. */
const MINIMUM_BYTES: ReadonlyMap<string, bigint> = new Map([
  ['ext4', 32n * MIB],
  ['xfs', 300n * MIB],
  ['btrfs', 200n * MIB],
]);

const BLOCK_MINIMUM_BYTES = 8n * MIB;

/** The file systems that TopoLVM documents. */
export const FILE_SYSTEMS: readonly string[] = [...MINIMUM_BYTES.keys()];

/** The parameter that names a file system: the current key or `fstype` in any case; `undefined` when none does. */
export function fsTypeKeyOf(storageClass: StorageClass): string | undefined {
  if (storageClass.parameters.has(FSTYPE_KEY)) return FSTYPE_KEY;
  return [...storageClass.parameters.keys()].find(key => key.toLowerCase() === 'fstype');
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
