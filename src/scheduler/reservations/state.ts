import type { Reservation } from './reservation.ts';

/** What is known of the figure of a pool on a node while claims are on their way there. */
export interface Ledger {
  /** Free bytes as reported last; for units, the number of those taken, negative. */
  readonly figure: bigint | undefined;
  /** By how much the figure has dropped that is not put down to any volume yet. */
  readonly unclaimed: bigint;
}

/** A pool on a node that could not make a volume although its figure says that it can. */
export interface Suspect {
  /** So many bytes, or more, are not to be had there. */
  readonly bytes: bigint;
  readonly since: number;
  /** The figure that is not to be believed. */
  readonly figure: bigint | undefined;
}

/** A node that was the only one offered to a pod. */
export interface Offer {
  readonly node: string;
  readonly at: number;
}

/** All that is promised. States are never changed: an event makes a new one. */
export interface ReservationsState {
  /** Reservations by their keys. */
  readonly reservations: ReadonlyMap<string, Reservation>;
  /** By the key of the place, wherever a claim is confirmed or created. */
  readonly ledgers: ReadonlyMap<string, Ledger>;
  /** By the key of the place. */
  readonly suspects: ReadonlyMap<string, Suspect>;
  /** By the uid of the pod. */
  readonly offers: ReadonlyMap<string, readonly Offer[]>;
  /** How many volumes could not be made where they were to be. */
  readonly failures: number;
}

/** Nothing is promised. */
export const NOTHING_RESERVED: ReservationsState = {
  reservations: new Map(),
  ledgers: new Map(),
  suspects: new Map(),
  offers: new Map(),
  failures: 0,
};
