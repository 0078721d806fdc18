import type { JsonObject } from '../../core/json.ts';
import { parameterKeys } from './class-parameters.ts';
import { FSTYPE_KEY, isOldFstypeKey } from './csi-parameters.ts';

/** The keys under which a StorageClass gives the file system type, the current one first. */
export function fstypeKeys(storageClass: JsonObject): readonly string[] {
  const keys = parameterKeys(storageClass);
  return [...keys.filter(key => key === FSTYPE_KEY), ...keys.filter(isOldFstypeKey)];
}
