import type { Draft } from './draft.ts';
import type { TimePassed } from './event.ts';
import { letGo } from './ledger.ts';
import { placeId, placesOf } from './reservation.ts';
import type { Reservation } from './reservation.ts';
import { TIMES } from './times.ts';

/** A node that has reported something new since it was chosen has had the time to report the volume too. */
function hasReported(draft: Draft, reservation: Reservation): boolean {
  const { figureAtConfirm } = reservation;
  if (figureAtConfirm === undefined) return true;
  const places = placesOf(reservation).map(placeId);
  return places.every(id => draft.ledgers.get(id)?.figure !== figureAtConfirm);
}

/** As long as nothing is heard of claims or nodes, time stands still for what hangs on them. */
function isOver(draft: Draft, reservation: Reservation, event: TimePassed): boolean {
  const { state, since, pods } = reservation;
  if (state === 'confirmed') return false;
  if (state === 'tentative') {
    const limit = pods.length === 0 ? TIMES.abandoned : TIMES.tentative;
    return event.claimsKnownUntil - since >= limit;
  }
  if (event.at - since >= TIMES.settleAtMost) return true;
  return event.nodesKnownUntil - since >= TIMES.settle && hasReported(draft, reservation);
}

/** Lets go of what was held for long enough. */
export function timePassed(draft: Draft, event: TimePassed): void {
  for (const reservation of draft.all()) {
    if (!isOver(draft, reservation, event)) continue;
    if (reservation.state === 'tentative') draft.drop(reservation);
    else letGo(draft, reservation, 'reported');
  }
  for (const [place, { since }] of draft.suspects.current) {
    if (event.at - since >= TIMES.suspect) draft.suspects.delete(place);
  }
  for (const [podUid, offers] of draft.offers.current) {
    const recent = offers.filter(({ at }) => event.at - at < TIMES.offer);
    if (recent.length === 0) draft.offers.delete(podUid);
    else if (recent.length < offers.length) draft.offers.set(podUid, recent);
  }
}
