/** Time for reservations. */
export interface ReservationClock {
  /**
   * Milliseconds since 1970 that only ever grow: the wall clock at the start and a monotonic one from then on, so that nobody
   * loses what he was promised when the clock is set.
   */
  readonly now: () => number;
  /** Calls back once after so many milliseconds; what it returns calls that off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}
