import type { Draft } from './draft.ts';
import type { Reservation } from './reservation.ts';

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

function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}

/** Begins to follow the figure of a place, unless it is followed already. */
export function openLedger(draft: Draft, place: string, figure: bigint | undefined): void {
  if (draft.ledgers.get(place) === undefined) draft.ledgers.set(place, { figure, unclaimed: 0n });
}

/**
 * Lets go of volumes that the figure of their place has dropped by, in the order in which they were made. One report may
 * include several volumes, or one whose claim is not known to be bound yet: what has dropped stays to be claimed by it.
 */
export function settleByDrop(draft: Draft, place: string): void {
  const ledger = draft.ledgers.get(place);
  if (ledger === undefined || ledger.unclaimed === 0n) return;
  const waiting = draft.on(place);
  let { unclaimed } = ledger;
  let open = waiting.reduce((sum, one) => sum + mostOf(one), 0n);
  for (const one of waiting.filter(({ state }) => state === 'created')) {
    if (weightOf(one) > unclaimed) break;
    unclaimed -= least(unclaimed, mostOf(one));
    open -= mostOf(one);
    draft.drop(one);
  }
  // What is more than everything on its way there could have taken was taken by somebody else.
  if (draft.ledgers.get(place) !== undefined) {
    draft.ledgers.set(place, { figure: ledger.figure, unclaimed: least(unclaimed, open) });
  }
}

/** Works in what a node reports of a pool: a rise is taken off what had dropped before. */
export function reportFigure(draft: Draft, place: string, figure: bigint | undefined): void {
  const ledger = draft.ledgers.get(place);
  if (ledger === undefined || figure === undefined || ledger.figure === figure) return;
  const drop = ledger.figure === undefined ? 0n : ledger.figure - figure;
  const unclaimed = ledger.unclaimed + drop;
  draft.ledgers.set(place, { figure, unclaimed: unclaimed > 0n ? unclaimed : 0n });
  settleByDrop(draft, place);
}
