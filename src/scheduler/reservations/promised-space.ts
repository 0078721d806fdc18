import type { DriverContext, NodeCapacity } from '../../core/driver.ts';
import type { Node } from '../../core/node.ts';
import type { FreeSpace, PoolKey } from '../free-space.ts';
import type { NodeCheck } from '../node-check.ts';
import type { MisfitCheck } from '../predicate.ts';
import type { DriverNeeds } from '../pod-needs.ts';
import { REASON } from '../reasons.ts';
import type { HeldBytes, Holdings } from './holdings.ts';
import { isOpen, placeId, poolId } from './reservation.ts';
import type { Reservation, Take } from './reservation.ts';
import type { ReservationsState } from './state.ts';

/** Which reservations of others count: all, or only those whose node is known. */
export type Counting = 'all' | 'decided';

/** What space is left for a pod once others have what they were promised. */
export interface PromisedSpace {
  readonly freeSpace: FreeSpace;
  readonly misfitCheck: MisfitCheck;
}

/** What the space that is left for a pod is worked out from. */
export interface PromisedSpaceOptions {
  readonly reported: FreeSpace;
  readonly state: ReservationsState;
  /** The reservations of the state, added up. */
  readonly holdings: Holdings;
  readonly podUid: string;
  /** What the pod's claims take: what is held for it and for them already does not stand in its way. */
  readonly takes: readonly Take[];
  readonly counting: Counting;
  /** Told which units each claim would get, node by node. */
  readonly onAllotted?: (nodeName: string, driver: string, units: ReadonlyMap<string, string>) => void;
}

function isFor({ key, claim, awaited }: Reservation, take: Take): boolean {
  const { uid, namespace, name } = take.claim;
  if (awaited !== undefined) return key === take.key;
  return claim.uid === '' ? claim.namespace === namespace && claim.name === name : claim.uid === uid;
}

/** What was promised to nobody but the pod is about to be replaced; volumes that exist are no part of what it still needs. */
function isOwn(reservation: Reservation, { podUid, takes }: PromisedSpaceOptions): boolean {
  const { state, pods } = reservation;
  if (state === 'created') return false;
  if (state === 'tentative' && pods.length === 1 && pods[0]?.uid === podUid) return true;
  return takes.some(take => isFor(reservation, take));
}

function ownReservations(options: PromisedSpaceOptions): readonly Reservation[] {
  return [...options.state.reservations.values()].filter(one => isOwn(one, options));
}

function heldBytes(held: HeldBytes | undefined, counting: Counting): bigint {
  if (held === undefined) return 0n;
  return counting === 'all' ? held.total : held.total - held.open;
}

/** A node that failed to make a volume has less than that, whatever it reports. */
function suspectLimit(
  { suspects }: ReservationsState,
  key: PoolKey,
): (nodeName: string) => bigint | undefined {
  if (suspects.size === 0) return () => undefined;
  return nodeName => {
    const suspect = suspects.get(placeId({ pool: key, node: nodeName }));
    return suspect && suspect.bytes - 1n;
  };
}

function freeSpaceLeft(options: PromisedSpaceOptions, own: readonly Reservation[]): FreeSpace {
  const { reported, state, holdings, counting } = options;
  return key => {
    const reportedOn = reported(key);
    const heldOn = holdings.bytesOf(key);
    const limitOn = suspectLimit(state, key);
    const counted = own.filter(
      one => poolId(one.pool) === poolId(key) && (counting === 'all' || !isOpen(one)),
    );
    return (node): NodeCapacity | undefined => {
      const space = reportedOn(node);
      const held = heldOn(node.name);
      const limit = limitOn(node.name);
      if (space?.freeBytes === undefined || (held === undefined && limit === undefined)) return space;
      let freeBytes = space.freeBytes - heldBytes(held, counting);
      for (const one of counted) if (one.nodes.has(node.name)) freeBytes += one.bytes;
      if (limit !== undefined && limit < freeBytes) freeBytes = limit;
      return { pool: space.pool, freeBytes, reported: space.reported };
    };
  };
}

/** The units of a node that others were promised. */
function promisedUnits(
  key: PoolKey,
  { holdings, counting }: PromisedSpaceOptions,
  own: readonly Reservation[],
): (nodeName: string) => ReadonlySet<string> {
  const unitsOn = holdings.unitsOf(key);
  return nodeName => {
    const promised = new Set<string>();
    for (const one of unitsOn(nodeName)) {
      const unit = one.units?.get(nodeName);
      const counts = !own.includes(one) && (counting === 'all' || !isOpen(one));
      if (unit !== undefined && counts) promised.add(unit);
    }
    return promised;
  };
}

function unitCheck(
  { driver, claims }: DriverNeeds,
  context: DriverContext,
  options: PromisedSpaceOptions,
  own: readonly Reservation[],
): NodeCheck | undefined {
  if (driver.units === undefined) return driver.misfit?.(claims, context);
  const key = { driver: driver.id, pool: driver.units.pool };
  const allotOn = driver.units.allot(claims, context, promisedUnits(key, options, own));
  const limitOn = suspectLimit(options.state, key);
  const wanted = options.takes.filter(({ pool }) => poolId(pool) === poolId(key));
  return (node: Node) => {
    const limit = limitOn(node.name);
    const tooLarge = limit === undefined ? undefined : wanted.find(({ bytes }) => bytes > limit);
    if (tooLarge !== undefined) return REASON.needs(key.pool, tooLarge.bytes);
    const allotment = allotOn(node);
    if ('misfit' in allotment) return allotment.misfit;
    options.onAllotted?.(node.name, driver.id, allotment.units);
    return undefined;
  };
}

/** Works out the space that is left for a pod. */
export function promisedSpace(options: PromisedSpaceOptions): PromisedSpace {
  const own = ownReservations(options);
  return {
    freeSpace: freeSpaceLeft(options, own),
    misfitCheck: (needs, context) => unitCheck(needs, context, options, own),
  };
}
