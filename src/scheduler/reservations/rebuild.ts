import type { DriverContext } from '../../core/driver.ts';
import type { PoolKey } from '../free-space.ts';
import { claimEvent } from './claim-event.ts';
import { reduce } from './reduce.ts';
import { poolId } from './reservation.ts';
import type { Reservation } from './reservation.ts';
import { NOTHING_RESERVED } from './state.ts';
import type { ReservationsState } from './state.ts';

function unitOn({ units }: Reservation, nodeName: string, key: PoolKey, pool: PoolKey): readonly string[] {
  const unit = poolId(key) === poolId(pool) ? units?.get(nodeName) : undefined;
  return unit === undefined ? [] : [unit];
}

/** The units that reservations hold, by pool and node; for one question only, because all are gone through. */
export function unitsHeldIn({
  reservations,
}: ReservationsState): (key: PoolKey) => (nodeName: string) => ReadonlySet<string> {
  return key => nodeName =>
    new Set([...reservations.values()].flatMap(one => unitOn(one, nodeName, key, one.pool)));
}

/**
 * What is promised in a cluster of which nothing was known before: the annotation of a claim with its node is the record of
 * it, and volumes count that were made so shortly before that their nodes may not have reported them.
 */
export function rebuild(context: DriverContext, at: number): ReservationsState {
  let state = NOTHING_RESERVED;
  for (const object of context.lookup.list('PersistentVolumeClaim')) {
    const promisedUnits = unitsHeldIn(state);
    const event = claimEvent(object, { context, at, isNews: false, promisedUnits });
    if (event !== undefined) state = reduce(state, event);
  }
  return state;
}
