import type { Draft } from './draft.ts';
import type { ClaimChanged, ClaimGone, ClaimTakes } from './event.ts';
import { letGo, openLedger, settleByDrop } from './ledger.ts';
import { narrow } from './narrow.ts';
import { growthKey, placeId, placesOf, poolId, reservationKey } from './reservation.ts';
import type { ClaimIdentity, Reservation } from './reservation.ts';
import { TIMES } from './times.ts';

/** A claim with its node, and what its volume takes there. */
interface Placement {
  readonly node: string;
  readonly takes: ClaimTakes;
}

/** Takes a claim whose node is known now out of what was promised to its pod before it was known. */
function takeOut(draft: Draft, rest: Reservation, name: string, { node, takes }: Placement): void {
  const awaited = (rest.awaited ?? []).filter(one => one !== name);
  const bytes = poolId(rest.pool) === poolId(takes.pool) ? rest.bytes - takes.bytes : rest.bytes;
  if (awaited.length === 0 || bytes <= 0n) draft.drop(rest);
  else {
    draft.put({ ...rest, awaited, bytes });
    narrow(draft, { ...rest, awaited, bytes }, node);
  }
}

/** The reservation of a claim whose node is known now: what was promised to its name before is its own. */
function adopt(draft: Draft, claim: ClaimIdentity, placement: Placement): Reservation | undefined {
  const { namespace, name } = claim;
  for (const one of draft.all()) {
    if (one.claim.namespace === namespace && one.awaited?.includes(name)) {
      takeOut(draft, one, name, placement);
    }
  }
  const known = draft.get(reservationKey(claim));
  const named = claim.uid === '' ? undefined : draft.get(reservationKey({ ...claim, uid: '' }));
  if (named !== undefined) draft.drop(named);
  return known ?? named;
}

/** All claims of a pod go to one node. */
function narrowSiblings(draft: Draft, { pods, key }: Reservation, node: string): void {
  const uids = pods.map(({ uid }) => uid);
  for (const one of draft.all()) {
    if (one.key !== key && one.pods.every(({ uid }) => uids.includes(uid))) narrow(draft, one, node);
  }
}

/** Puts a reservation on the node that its claim is on its way to, or is on. */
function place(draft: Draft, reservation: Reservation, { node, takes }: Placement): void {
  draft.put(reservation);
  openLedger(draft, { pool: takes.pool, node }, takes.figure);
}

function reservationOn(
  event: ClaimChanged,
  { node, takes }: Placement,
  known: Reservation | undefined,
): Reservation {
  const unit = known?.units?.get(node) ?? takes.units?.get(node);
  return {
    key: reservationKey(event.claim),
    claim: event.claim,
    pool: takes.pool,
    bytes: takes.bytes,
    state: 'confirmed',
    since: event.at,
    pods: known?.pods ?? [],
    nodes: new Set([node]),
    units: takes.units && new Map(unit === undefined ? [] : [[node, unit]]),
    figureAtConfirm: event.isNews ? takes.figure : undefined,
  };
}

/**
 * The provisioner could not make the volume and has given the node back: whatever the node reports, it has less than that.
 */
function fail(draft: Draft, reservation: Reservation, at: number): void {
  const { bytes } = reservation;
  for (const id of placesOf(reservation).map(placeId)) {
    draft.suspects.set(id, { bytes, since: at, figure: draft.ledgers.get(id)?.figure });
  }
  draft.countFailure();
  letGo(draft, reservation, 'never-made');
}

function select(draft: Draft, event: ClaimChanged, placement: Placement): void {
  const known = adopt(draft, event.claim, placement);
  if (known?.state === 'created') return;
  if (known?.state === 'confirmed') {
    if (known.nodes.has(placement.node)) return;
    fail(draft, known, event.at);
  }
  const confirmed = reservationOn(event, placement, known);
  place(draft, confirmed, placement);
  if (known?.pods.length === 1) narrowSiblings(draft, confirmed, placement.node);
}

/** A volume whose claim was not heard of before counts as long as its node may not have reported it. */
function mayBeUnreported({ at }: ClaimChanged, { takes: { madeAt, isReported } }: Placement): boolean {
  return madeAt !== undefined && !isReported && at - madeAt < TIMES.settle;
}

function bind(draft: Draft, event: ClaimChanged, placement: Placement): void {
  const { node, takes } = placement;
  const known = adopt(draft, event.claim, placement);
  if (known?.state === 'created') return;
  if (known === undefined && !mayBeUnreported(event, placement)) return;
  const wasConfirmed = known?.state === 'confirmed' && known.nodes.has(node);
  const since = known === undefined ? takes.madeAt : undefined;
  const created: Reservation = {
    ...reservationOn(event, placement, known),
    state: 'created',
    since: since ?? event.at,
    figureAtConfirm: wasConfirmed ? known.figureAtConfirm : undefined,
  };
  if (known !== undefined && !wasConfirmed) letGo(draft, known, 'never-made');
  place(draft, created, placement);
  settleByDrop(draft, { pool: takes.pool, node });
}

/** A volume that is to grow takes the difference; once it has grown, its node is still to report it. */
function grow(draft: Draft, event: ClaimChanged, placement: Placement): void {
  const { node, takes } = placement;
  const key = growthKey(event.claim);
  const known = draft.get(key);
  if (takes.growth > 0n) {
    const settling = known?.state === 'created' ? known.bytes : 0n;
    const bytes = takes.growth + settling;
    if (known?.state === 'confirmed' && known.bytes === bytes) return;
    if (known?.nodes.has(node) === false) letGo(draft, known, 'never-made');
    const growing: Reservation = { ...reservationOn(event, placement, known), key, bytes, units: undefined };
    place(draft, growing, placement);
  } else if (known?.state === 'confirmed') {
    draft.put({ ...known, state: 'created', since: event.at });
    settleByDrop(draft, { pool: takes.pool, node });
  }
}

/** Follows a claim from its pod's being filtered to its volume. */
export function claimChanged(draft: Draft, event: ClaimChanged): void {
  const { claim, phase, node, takes } = event;
  if (phase === 'waiting') {
    const known = draft.get(reservationKey(claim));
    if (known?.state === 'confirmed') fail(draft, known, event.at);
    return;
  }
  if (node === undefined || takes === undefined) return;
  if (phase === 'selected') return select(draft, event, { node, takes });
  bind(draft, event, { node, takes });
  grow(draft, event, { node, takes });
}

/**
 * Nothing is made any more for a claim that is gone. What was on its way may be made all the same, and then deleted: until
 * its node reports that, it counts as created.
 */
export function claimGone(draft: Draft, { claim, at }: ClaimGone): void {
  const keys = [reservationKey(claim), growthKey(claim)];
  for (const known of keys.map(key => draft.get(key)).filter(one => one !== undefined)) {
    if (known.state === 'tentative') draft.drop(known);
    else draft.put({ ...known, state: 'created', since: at, figureAtConfirm: undefined });
  }
}
