import type { Lookup } from '../core/lookup.ts';
import type { PodClaim } from '../core/pod-claim.ts';
import type { NodeCheck } from './node-check.ts';
import type { DriverNeeds } from './pod-needs.ts';
import { REASON } from './reasons.ts';
import { publishesCapacity, storageCapacitiesOf } from './storage-capacity.ts';

function claimCheck({ claim, storageClass }: PodClaim, lookup: Lookup): readonly NodeCheck[] {
  if (claim?.requestBytes === undefined || claim.isBound || storageClass === undefined) return [];
  if (storageClass.volumeBindingMode !== 'WaitForFirstConsumer') return [];
  if (!publishesCapacity(storageClass.provisioner, lookup)) return [];
  const capacities = storageCapacitiesOf(storageClass.name, lookup);
  if (capacities === undefined) return [];
  const { requestBytes } = claim;
  return [
    node => {
      const reaching = capacities.filter(({ reaches }) => reaches(node));
      if (reaching.length === 0) return REASON.unreported(storageClass.name);
      const fits = reaching.some(({ bytes }) => bytes >= requestBytes);
      return fits ? undefined : REASON.needs(storageClass.name, requestBytes);
    },
  ];
}

/**
 * One check for each claim that no pool counts: that its driver's CSIStorageCapacity objects have room for it on the node.
 * They are judged one by one, because these objects do not tell which of them share their space.
 */
export function storageCapacityChecks({ claims, pools }: DriverNeeds, lookup: Lookup): readonly NodeCheck[] {
  const counted = new Set(pools.flatMap(pool => pool.claims));
  return claims.filter(({ name }) => !counted.has(name)).flatMap(claim => claimCheck(claim, lookup));
}
