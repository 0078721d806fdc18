import type { PodClaim } from '../../../core/pod-claim.ts';
import { readOwnClass } from '../classes/own-class.ts';
import { deviceClassOf } from '../classes/device-class.ts';

const MAX_LENGTH = 120;

function clip(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}

function hasEmptyDeviceClass({ storageClass }: PodClaim): boolean {
  const own = storageClass && readOwnClass(storageClass);
  return own !== undefined && deviceClassOf(own.storageClass, own.names) === '';
}

/** Sentences on claims that are not counted and perhaps should be. */
export function demandWarnings(claims: readonly PodClaim[]): readonly string[] {
  return claims
    .filter(podClaim => podClaim.claim?.isBound === false && hasEmptyDeviceClass(podClaim))
    .map(({ name, storageClass }) => {
      const subject = `StorageClass ${storageClass?.name} has an empty device-class`;
      return clip(`${subject}: the size of claim ${name} is not counted`);
    })
    .toSorted();
}
