import { ANYWHERE } from '../../core/driver.ts';
import type { Topology } from '../../core/driver.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import { volumeConstraint } from '../../core/volume-constraint.ts';
import { TIER_PARAMETER } from './names.ts';

/**
 * Where the claims allow a pod to run: where their volumes are, which the scheduler knows by itself. Only facts that never
 * change for a volume belong into `required`: the affinity of an existing pod cannot be changed.
 */
export function topology(claims: readonly PodClaim[]): Topology {
  return { ...ANYWHERE, enforced: claims.flatMap(claim => volumeConstraint(claim)) };
}

/** The value of `stowage.dev/topology` for claims of a class. */
export function claimTopology(storageClass: StorageClass): string | undefined {
  return storageClass.parameters.get(TIER_PARAMETER);
}
