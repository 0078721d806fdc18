import { driverOfClaim } from '../core/driver-of.ts';
import type { Driver, DriverContext, PoolDemand } from '../core/driver.ts';
import type { JsonObject } from '../core/json.ts';
import { namespaceOf } from '../core/kubernetes-object.ts';
import { podClaims } from '../core/pod-claim.ts';
import type { PodClaim } from '../core/pod-claim.ts';
import { DRIVERS } from '../drivers/registry.ts';

/** What a pod needs of one driver. */
export interface DriverNeeds {
  readonly driver: Driver;
  /** The pod's claims of this driver, bound ones included. */
  readonly claims: readonly PodClaim[];
  /** The bytes to be had of each pool; none for drivers whose space is no sum of bytes. */
  readonly pools: readonly PoolDemand[];
}

function isFound({ claim, missingStorageClass }: PodClaim): boolean {
  return claim !== undefined && (claim.isBound || missingStorageClass === undefined);
}

/** Takes the larger figure for each pool: of claims and annotations, each may lack what the other counts. */
function largerDemand(
  counted: readonly PoolDemand[],
  annotated: readonly PoolDemand[],
): readonly PoolDemand[] {
  const pools = new Map(counted.map(demand => [demand.pool, demand]));
  for (const { pool, bytes } of annotated) {
    const { bytes: known, claims } = pools.get(pool) ?? { bytes: 0n, claims: [] };
    pools.set(pool, { pool, bytes: known > bytes ? known : bytes, claims });
  }
  return [...pools.values()];
}

function poolsOf(
  driver: Driver,
  pod: JsonObject,
  claims: { readonly all: readonly PodClaim[]; readonly own: readonly PodClaim[] },
  context: DriverContext,
): readonly PoolDemand[] {
  if (driver.misfit !== undefined) return [];
  const counted = driver.demand(claims.own, context, pod).pools;
  if (claims.all.length > 0 && claims.all.every(isFound)) return counted;
  return largerDemand(counted, driver.annotatedDemand?.(pod, context) ?? []);
}

/**
 * What a pod needs now, of each driver: by its claims as they are, since annotations are as old as the pod and count volumes
 * that exist by now. Only while a claim or its class cannot be found, and for pods without claims, the annotations count.
 */
export function podNeeds(pod: JsonObject, context: DriverContext): readonly DriverNeeds[] {
  const all = podClaims(pod, namespaceOf(pod) ?? 'default', context.lookup);
  return DRIVERS.map(driver => {
    const own = all.filter(claim => driverOfClaim(claim, { drivers: DRIVERS, ...context }) === driver);
    return { driver, claims: own, pools: poolsOf(driver, pod, { all, own }, context) };
  });
}
