import { NO_DEMAND } from '../../core/driver.ts';
import type { Demand, PoolDemand } from '../../core/driver.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import { unboundClaims } from './block-devices/device-claims.ts';
import { DEVICE, HOSTPATH } from './names.ts';

function bytesOf({ claim }: PodClaim): bigint {
  return claim?.requestBytes ?? 0n;
}

/** A device cannot be shared, so each claim is a demand of its own: their sum says nothing. */
function devicePools(claims: readonly PodClaim[]): readonly PoolDemand[] {
  return unboundClaims(claims, DEVICE).map(claim => ({
    pool: DEVICE,
    bytes: bytesOf(claim),
    claims: [claim.name],
  }));
}

function hostpathPools(claims: readonly PodClaim[]): readonly PoolDemand[] {
  const waiting = unboundClaims(claims, HOSTPATH);
  if (waiting.length === 0) return [];
  const bytes = waiting.reduce((sum, claim) => sum + bytesOf(claim), 0n);
  return [{ pool: HOSTPATH, bytes, claims: waiting.map(({ name }) => name) }];
}

/**
 * What a pod's unbound claims need, by volume type. No extended resource is injected: no node offers one for
 * this driver, and no extender counts one, so the scheduler would reject the pod everywhere.
 */
export function demand(claims: readonly PodClaim[]): Demand {
  return { ...NO_DEMAND, pools: [...devicePools(claims), ...hostpathPools(claims)] };
}
