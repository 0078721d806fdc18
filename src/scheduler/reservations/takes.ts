import type { Driver, DriverContext, PoolDemand } from '../../core/driver.ts';
import { stringAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { namespaceOf } from '../../core/kubernetes-object.ts';
import { podClaims } from '../../core/pod-claim.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import type { DriverNeeds } from '../pod-needs.ts';
import { reservationKey, restKey } from './reservation.ts';
import type { ClaimIdentity, Take } from './reservation.ts';

/** What one claim takes of its driver's pools when it has no volume yet; `undefined` for space that is not counted. */
export function demandOf(driver: Driver, claim: PodClaim, context: DriverContext): PoolDemand | undefined {
  const [demand] = driver.demand([claim], context).pools;
  const isCounted = driver.misfit === undefined || driver.units?.pool === demand?.pool;
  return isCounted ? demand : undefined;
}

function identityOf({ namespace, name, claim }: PodClaim): ClaimIdentity {
  return { namespace, name, uid: claim?.uid ?? '' };
}

function claimTake(driver: Driver, podClaim: PodClaim, context: DriverContext): readonly Take[] {
  if (podClaim.claim === undefined || podClaim.claim.isBound) return [];
  const demand = demandOf(driver, podClaim, context);
  if (demand === undefined) return [];
  const claim = identityOf(podClaim);
  const pool = { driver: driver.id, pool: demand.pool };
  return [{ key: reservationKey(claim), claim, pool, bytes: demand.bytes }];
}

/** What a pod needs beyond its claims as far as they are known. */
function restTakes(
  pod: JsonObject,
  { driver, pools }: DriverNeeds,
  takes: readonly Take[],
  missing: readonly PodClaim[],
): readonly Take[] {
  const [first] = missing;
  if (first === undefined || driver.misfit !== undefined) return [];
  const podUid = stringAt(pod, 'metadata', 'uid') ?? '';
  const awaited = missing.map(({ name }) => name);
  return pools.flatMap(({ pool: name, bytes }) => {
    const pool = { driver: driver.id, pool: name };
    const known = takes.filter(take => take.pool.pool === name).reduce((sum, take) => sum + take.bytes, 0n);
    if (bytes <= known) return [];
    return [{ key: restKey(podUid, pool), claim: identityOf(first), pool, bytes: bytes - known, awaited }];
  });
}

/** What each claim of a pod takes that has no volume yet. */
export function takesOf(
  pod: JsonObject,
  allNeeds: readonly DriverNeeds[],
  context: DriverContext,
): readonly Take[] {
  const claims = podClaims(pod, namespaceOf(pod) ?? 'default', context.lookup);
  const missing = claims.filter(({ claim }) => claim === undefined);
  return allNeeds.flatMap(needs => {
    const takes = needs.claims.flatMap(claim => claimTake(needs.driver, claim, context));
    return [...takes, ...restTakes(pod, needs, takes, missing)];
  });
}
