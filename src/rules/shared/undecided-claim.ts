import type { ObjectReference } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import type { PodClaim } from '../../core/pod-claim.ts';

/** The claim itself, when it is not in the state and may exist all the same. */
export function undecidedClaim(claim: PodClaim, lookup: Lookup): ObjectReference | undefined {
  if (claim.claim !== undefined || lookup.isComplete('PersistentVolumeClaim')) return undefined;
  return { kind: 'PersistentVolumeClaim', namespace: claim.namespace, name: claim.name };
}

/** What is missing from the state to know the driver of a claim: the claim, or its class. */
export function undecidedDriver(claim: PodClaim, lookup: Lookup): ObjectReference | undefined {
  const { missingStorageClass, volume } = claim;
  if (missingStorageClass === undefined || volume !== undefined || lookup.isComplete('StorageClass')) {
    return undecidedClaim(claim, lookup);
  }
  return { kind: 'StorageClass', name: missingStorageClass };
}
