import type { PoolKey } from '../free-space.ts';

/** The claim that space is held for. */
export interface ClaimIdentity {
  readonly namespace: string;
  readonly name: string;
  /** Empty as long as the claim itself is not known: until then it goes by its name. */
  readonly uid: string;
}

/** What one claim takes of a pool, on whichever node. */
export interface Take {
  /** The key of the reservation that is made for it. */
  readonly key: string;
  readonly claim: ClaimIdentity;
  readonly pool: PoolKey;
  readonly bytes: bigint;
  /**
   * For what a pod needs beyond its claims as far as they are known: the names of those that are not. `claim` is the first.
   */
  readonly awaited?: readonly string[];
}

/**
 * How sure a reservation is: the pod has been filtered; the claim's node is chosen; the volume exists and the node does not
 * report it yet.
 */
export type ReservationState = 'tentative' | 'confirmed' | 'created';

/** What a pod looked like in the call that filtered it: what it still looks like later is no news. */
export interface PodGlimpse {
  readonly uid: string;
  /** Why kube-scheduler found no node for it the last time. */
  readonly unschedulable: string | undefined;
  /** The node that it is to run on if nothing comes between. */
  readonly nominatedNode: string | undefined;
}

/** Space that is promised to a claim and not yet missing from what its node reports. */
export interface Reservation extends Take {
  readonly state: ReservationState;
  /** When it came into this state, in milliseconds since 1970. */
  readonly since: number;
  /** The pods that were filtered for the claim and have not come to nothing. */
  readonly pods: readonly PodGlimpse[];
  /** The nodes on which the space is held; one as soon as the node is known. */
  readonly nodes: ReadonlySet<string>;
  /** Which unit is held, by node, where the pool is made of units. */
  readonly units: ReadonlyMap<string, string> | undefined;
  /** What the node reported when it was chosen; `undefined` when that is not known. */
  readonly figureAtConfirm: bigint | undefined;
}

/** The key of the reservation for a claim: one that is deleted and made anew is another claim. */
export function reservationKey({ namespace, name, uid }: ClaimIdentity): string {
  return uid === '' ? `${namespace}/${name}` : uid;
}

/** The key of the reservation for what a pod needs of a pool beyond its claims as far as they are known. */
export function restKey(podUid: string, pool: PoolKey): string {
  return `${podUid} ${poolId(pool)}`;
}

/** The key of the reservation for what a volume that exists is still to grow by. */
export function growthKey(claim: ClaimIdentity): string {
  return `${reservationKey(claim)} growth`;
}

/** The key of a pool, whatever the node. */
export function poolId({ driver, pool }: PoolKey): string {
  return `${driver} ${pool}`;
}

/** A pool on one node. */
export interface Place {
  readonly pool: PoolKey;
  readonly node: string;
}

/** The key of a place; names hold no space. */
export function placeId({ pool, node }: Place): string {
  return `${poolId(pool)} ${node}`;
}

/** The places where a reservation holds space. */
export function placesOf({ pool, nodes }: Pick<Reservation, 'pool' | 'nodes'>): readonly Place[] {
  return [...nodes].map(node => ({ pool, node }));
}

/** Says whether it is still open on which of several nodes the space will be taken. */
export function isOpen({ state, nodes }: Pick<Reservation, 'state' | 'nodes'>): boolean {
  return state === 'tentative' && nodes.size > 1;
}
