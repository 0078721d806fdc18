import { DraftMap } from './draft-map.ts';
import { placeId, placesOf } from './reservation.ts';
import type { Place, Reservation } from './reservation.ts';
import type { Ledger, Offer, ReservationsState, Suspect } from './state.ts';

/** A state in the making while one event is worked in; what the event leaves alone is shared with the state before. */
export class Draft {
  readonly ledgers: DraftMap<Ledger>;
  readonly suspects: DraftMap<Suspect>;
  readonly offers: DraftMap<readonly Offer[]>;
  readonly #before: ReservationsState;
  readonly #reservations: DraftMap<Reservation>;
  #failures: number;

  constructor(state: ReservationsState) {
    this.#before = state;
    this.#reservations = new DraftMap(state.reservations);
    this.ledgers = new DraftMap(state.ledgers);
    this.suspects = new DraftMap(state.suspects);
    this.offers = new DraftMap(state.offers);
    this.#failures = state.failures;
  }

  get(key: string): Reservation | undefined {
    return this.#reservations.get(key);
  }

  /** All reservations as they are now, whatever is put or dropped while they are gone through. */
  all(): readonly Reservation[] {
    return [...this.#reservations.current.values()];
  }

  put(reservation: Reservation): void {
    this.#reservations.set(reservation.key, reservation);
  }

  /** Lets go of what is held; the figures of a place are kept only while a claim is on its way there. */
  drop(reservation: Reservation): void {
    this.#reservations.delete(reservation.key);
    if (reservation.state === 'tentative') return;
    for (const place of placesOf(reservation)) {
      if (this.on(place).length === 0) this.ledgers.delete(placeId(place));
    }
  }

  /** The reservations of claims that are confirmed or created at a place, the oldest first. */
  on({ pool: { driver, pool }, node }: Place): readonly Reservation[] {
    return this.all()
      .filter(
        one =>
          one.state !== 'tentative' &&
          one.nodes.has(node) &&
          one.pool.pool === pool &&
          one.pool.driver === driver,
      )
      .sort((left, right) => left.since - right.since);
  }

  countFailure(): void {
    this.#failures += 1;
  }

  /** The state that has been made; the one before when nothing has changed. */
  finish(): ReservationsState {
    const after: ReservationsState = {
      reservations: this.#reservations.current,
      ledgers: this.ledgers.current,
      suspects: this.suspects.current,
      offers: this.offers.current,
      failures: this.#failures,
    };
    const { reservations, ledgers, suspects, offers, failures } = this.#before;
    const isSame =
      after.reservations === reservations &&
      after.ledgers === ledgers &&
      after.suspects === suspects &&
      after.offers === offers &&
      after.failures === failures;
    return isSame ? this.#before : after;
  }
}
