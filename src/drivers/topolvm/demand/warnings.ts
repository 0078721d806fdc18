import type { PodClaim } from '../../../core/pod-claim.ts';
import { deviceClassOf } from '../device-class.ts';
import { pluginOf } from '../names.ts';

const MAX_LENGTH = 120;

function clip(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}

function warningOf({ name, claim, storageClass, missingStorageClass }: PodClaim): string | undefined {
  if (claim === undefined || claim.isBound) return undefined;
  if (missingStorageClass !== undefined) {
    return `StorageClass ${missingStorageClass} does not exist: the size of claim ${name} is not counted`;
  }
  const names = pluginOf(storageClass?.provisioner);
  if (storageClass === undefined || names === undefined || deviceClassOf(storageClass, names) !== '') {
    return undefined;
  }
  return `StorageClass ${storageClass.name} has an empty device-class: the size of claim ${name} is not counted`;
}

/** Sentences on claims that are not counted and perhaps should be. */
export function demandWarnings(claims: readonly PodClaim[]): readonly string[] {
  return claims
    .map(warningOf)
    .filter(warning => warning !== undefined)
    .map(clip)
    .toSorted();
}
