import type { ReservationState } from './reservation.ts';

/** Counts what reservations do; `telemetry/reservation-metrics.ts` is made for it. */
export interface ReservationMetrics {
  /** Gives a way to count what is held. */
  readonly watchReservations: (count: () => ReadonlyMap<ReservationState, number>) => void;
  /** Gives a way to ask how old what is known of claims and nodes is, in milliseconds. */
  readonly watchLag: (lag: () => number) => void;
  /** A call has waited for others to be confirmed. */
  readonly waited: (milliseconds: number) => void;
  /** A pod has been told that it fits nowhere although others may yet leave room for it. */
  readonly heldUp: () => void;
  /** A volume could not be made on the node that was chosen for it. */
  readonly failed: () => void;
}

/** Counts nothing. */
export const NO_RESERVATION_METRICS: ReservationMetrics = {
  watchReservations: () => undefined,
  watchLag: () => undefined,
  waited: () => undefined,
  heldUp: () => undefined,
  failed: () => undefined,
};
