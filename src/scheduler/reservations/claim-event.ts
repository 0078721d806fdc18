import { driverOfClaim } from '../../core/driver-of.ts';
import type { Driver, DriverContext } from '../../core/driver.ts';
import { stringAt } from '../../core/json.ts';
import { nameOf, namespaceOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { bareNode } from '../../core/node.ts';
import { podClaims } from '../../core/pod-claim.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import { quantityAt } from '../../core/quantity.ts';
import { DRIVERS } from '../../drivers/registry.ts';
import type { PoolKey } from '../free-space.ts';
import type { ClaimChanged, ClaimTakes } from './event.ts';
import { figureOf, hasReportedSince } from './figures.ts';
import type { PromisedUnits } from './figures.ts';
import type { ClaimIdentity } from './reservation.ts';
import { demandOf } from './takes.ts';

/** Where and when something is learned of the cluster. */
export interface Occasion {
  readonly context: DriverContext;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether it has just happened; not when it is only found so after a start. */
  readonly isNews: boolean;
  /** Units that other claims were promised. */
  readonly promisedUnits: PromisedUnits;
}

/** Which claim an object is. */
export function claimIdentityOf(object: KubernetesObject): ClaimIdentity {
  return {
    namespace: namespaceOf(object) ?? 'default',
    name: nameOf(object),
    uid: stringAt(object, 'metadata', 'uid') ?? '',
  };
}

/** A claim with all that is known of it, as a pod that mounts it would see it. */
function mounted(object: KubernetesObject, { lookup }: DriverContext): PodClaim | undefined {
  const volume = { name: 'claim', persistentVolumeClaim: { claimName: nameOf(object) } };
  return podClaims({ spec: { volumes: [volume] } }, namespaceOf(object) ?? 'default', lookup)[0];
}

/** The claim as it was before it got its volume: what that took is what it would take now. */
function unbound(podClaim: PodClaim): PodClaim {
  return { ...podClaim, claim: podClaim.claim && { ...podClaim.claim, isBound: false } };
}

/** The node that is chosen for a claim, or the only one that its volume can be used on. */
function nodeOf(driver: Driver, podClaim: PodClaim, context: DriverContext): string | undefined {
  const { claim, volume } = podClaim;
  if (claim?.selectedNode !== undefined || volume === undefined) return claim?.selectedNode;
  const constraints = driver.topology([podClaim], context).enforced;
  const nodes = new Set(constraints.flatMap(constraint => [...(constraint.nodes ?? [])]));
  return nodes.size === 1 ? [...nodes][0] : undefined;
}

function growthOf(object: KubernetesObject, bytes: bigint): bigint {
  const request = quantityAt(object, 'spec', 'resources', 'requests', 'storage');
  const has = quantityAt(object, 'status', 'capacity', 'storage');
  return request === undefined || has === undefined || request <= has ? 0n : bytes - has;
}

/** The unit that a claim gets on its node; a volume that exists has taken its own already. */
function unitsOn(
  node: string,
  driver: Driver,
  podClaim: PodClaim,
  { context, promisedUnits }: Occasion,
): ReadonlyMap<string, string> | undefined {
  if (driver.units === undefined) return undefined;
  if (podClaim.claim?.isBound !== false) return new Map();
  const key = { driver: driver.id, pool: driver.units.pool };
  const allotment = driver.units.allot([podClaim], context, promisedUnits(key))(bareNode(node));
  const unit = 'misfit' in allotment ? undefined : allotment.units.get(podClaim.name);
  return new Map(unit === undefined ? [] : [[node, unit]]);
}

/** A volume that is not known yet has just been made, unless its claim has lost it. */
function madeAt(object: KubernetesObject, { context: { lookup }, at }: Occasion): number | undefined {
  const name = stringAt(object, 'spec', 'volumeName');
  if (name === undefined || stringAt(object, 'status', 'phase') === 'Lost') return undefined;
  const volume = lookup.get('PersistentVolume', undefined, name);
  if (volume === undefined) return at;
  const time = Date.parse(stringAt(volume, 'metadata', 'creationTimestamp') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function takesOn(
  node: string,
  driver: Driver,
  podClaim: PodClaim,
  object: KubernetesObject,
  occasion: Occasion,
): ClaimTakes | undefined {
  const { context } = occasion;
  const demand = demandOf(driver, unbound(podClaim), context);
  if (demand === undefined) return undefined;
  const pool: PoolKey = { driver: driver.id, pool: demand.pool };
  const made = madeAt(object, occasion);
  return {
    pool,
    bytes: demand.bytes,
    growth: driver.units === undefined ? growthOf(object, demand.bytes) : 0n,
    units: unitsOn(node, driver, podClaim, occasion),
    figure: figureOf(pool, node, context),
    madeAt: made,
    // A unit is taken before its volume is made, so whoever knows of the volume has been told.
    isReported:
      driver.units !== undefined || (made !== undefined && hasReportedSince(pool, node, made, context)),
  };
}

/** What a claim says to reservations; `undefined` when it is not known, or its volume is of no driver of ours. */
export function claimEvent(object: KubernetesObject, occasion: Occasion): ClaimChanged | undefined {
  const { context, at, isNews } = occasion;
  const podClaim = mounted(object, context);
  const driver = podClaim && driverOfClaim(podClaim, { drivers: DRIVERS, settings: context.settings });
  if (podClaim?.claim === undefined || driver === undefined) return undefined;
  const node = nodeOf(driver, podClaim, context);
  const takes = node === undefined ? undefined : takesOn(node, driver, podClaim, object, occasion);
  const { isBound, selectedNode } = podClaim.claim;
  const unboundPhase = selectedNode === undefined ? 'waiting' : 'selected';
  const phase = isBound ? 'bound' : unboundPhase;
  return { type: 'claim-changed', at, claim: claimIdentityOf(object), phase, node, takes, isNews };
}
