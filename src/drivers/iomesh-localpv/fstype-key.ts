import { PARAMETER } from './names.ts';

/**
 * Says whether a parameter is the file system type: external-provisioner still accepts the old key in any
 * case.
 */
export function isFstypeKey(key: string): boolean {
  return key === PARAMETER.fstype || key.toLowerCase() === 'fstype';
}
