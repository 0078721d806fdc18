import type { Draft } from './draft.ts';
import { placeId, placesOf } from './reservation.ts';
import type { Place, Reservation } from './reservation.ts';

/** LVM gives whole extents, of 4 MiB unless a volume group was made otherwise. */
const EXTENT_BYTES = 4n << 20n;

/** What a volume takes off the figure of its pool, at the least. */
function weightOf({ units, bytes }: Reservation): bigint {
  return units === undefined ? bytes : 1n;
}

/** What a volume may take off the figure at the most. */
function mostOf(reservation: Reservation): bigint {
  const weight = weightOf(reservation);
  if (reservation.units !== undefined) return weight;
  return ((weight + EXTENT_BYTES - 1n) / EXTENT_BYTES) * EXTENT_BYTES;
}

function between(least: bigint, value: bigint, most: bigint): bigint {
  if (value < least) return least;
  return value > most ? most : value;
}

/** Begins to follow the figure of a place, unless it is followed already. */
export function openLedger(draft: Draft, place: Place, figure: bigint | undefined): void {
  const id = placeId(place);
  if (draft.ledgers.get(id) === undefined) draft.ledgers.set(id, { figure, unclaimed: 0n });
}

/** What is more than everything on its way there could have taken was taken by somebody else. */
function setUnclaimed(draft: Draft, place: Place, unclaimed: bigint): void {
  const id = placeId(place);
  const ledger = draft.ledgers.get(id);
  if (ledger === undefined) return;
  const open = draft.on(place).reduce((sum, one) => sum + mostOf(one), 0n);
  draft.ledgers.set(id, { ...ledger, unclaimed: between(0n, unclaimed, open) });
}

/**
 * Lets go of a volume otherwise than by what its node reports: it is taken for reported, or it was never made. The drop of
 * the figure that it accounts for must not be put down to another.
 */
export function letGo(draft: Draft, reservation: Reservation, why: 'reported' | 'never-made'): void {
  draft.drop(reservation);
  for (const place of placesOf(reservation)) {
    const unclaimed = draft.ledgers.get(placeId(place))?.unclaimed ?? 0n;
    if (unclaimed > 0n)
      setUnclaimed(draft, place, unclaimed - (why === 'reported' ? mostOf(reservation) : 0n));
  }
}

/**
 * Lets go of volumes that the figure of their place has dropped by, in the order in which they were made. One report may
 * include several volumes, or one whose claim is not known to be bound yet: what has dropped stays to be claimed by it.
 */
export function settleByDrop(draft: Draft, place: Place): void {
  let unclaimed = draft.ledgers.get(placeId(place))?.unclaimed ?? 0n;
  if (unclaimed === 0n) return;
  for (const one of draft.on(place).filter(({ state }) => state === 'created')) {
    if (weightOf(one) > unclaimed) break;
    unclaimed -= between(0n, mostOf(one), unclaimed);
    draft.drop(one);
  }
  setUnclaimed(draft, place, unclaimed);
}

/** Works in what a node reports of a pool: a rise is taken off what had dropped before. */
export function reportFigure(draft: Draft, place: Place, figure: bigint | undefined): void {
  const id = placeId(place);
  const ledger = draft.ledgers.get(id);
  if (ledger === undefined || figure === undefined || ledger.figure === figure) return;
  const drop = ledger.figure === undefined ? 0n : ledger.figure - figure;
  const unclaimed = ledger.unclaimed + drop;
  draft.ledgers.set(id, { figure, unclaimed: unclaimed > 0n ? unclaimed : 0n });
  settleByDrop(draft, place);
}
