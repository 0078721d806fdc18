import type { DriverContext } from '../../core/driver.ts';
import type { ReservationClock } from './clock.ts';
import { eventsOf } from './cluster-events.ts';
import type { ObjectChange } from './cluster-events.ts';
import type { ReservationEvent } from './event.ts';
import { Holdings } from './holdings.ts';
import { NO_RESERVATION_METRICS } from './metrics.ts';
import type { ReservationMetrics } from './metrics.ts';
import { rebuild, unitsHeldIn } from './rebuild.ts';
import { reduce } from './reduce.ts';
import type { ReservationState } from './reservation.ts';
import { NOTHING_RESERVED } from './state.ts';
import type { ReservationsState } from './state.ts';
import { TIMES } from './times.ts';

/**
 * What a pod is told of the nodes with room for it: all of them, and to wait when others may yet leave some; all of them;
 * only the best.
 */
export type ReservationMode = 'wait' | 'all' | 'single';

/** What reservations are kept with. */
export interface ReservationsOptions {
  readonly mode: ReservationMode;
  readonly context: DriverContext;
  readonly clock: ReservationClock;
  readonly metrics?: ReservationMetrics;
  /** Milliseconds since a kind was last known to be current; `undefined` when it never was. Always current unless said. */
  readonly ageOf?: (kind: string) => number | undefined;
  /** For how many milliseconds after a start what was promised before it may be unknown; `TIMES.cold` unless said. */
  readonly coldFor?: number;
}

const UNREAD = 'reservations are not rebuilt yet';

/**
 * Keeps what is promised: the state machine, with the time and the cluster around it. It is not to be asked before it is
 * rebuilt.
 */
export class Reservations {
  readonly mode: ReservationMode;
  readonly clock: ReservationClock;
  readonly metrics: ReservationMetrics;
  readonly holdings = new Holdings();
  readonly #context: DriverContext;
  readonly #ageOf: (kind: string) => number;
  readonly #coldFor: number;
  readonly #waiting = new Set<() => void>();
  #state = NOTHING_RESERVED;
  #rebuiltAt: number | undefined;

  constructor(options: ReservationsOptions) {
    const { metrics = NO_RESERVATION_METRICS, ageOf = () => 0, coldFor = TIMES.cold } = options;
    this.mode = options.mode;
    this.clock = options.clock;
    this.metrics = metrics;
    this.#context = options.context;
    this.#ageOf = kind => ageOf(kind) ?? 0;
    this.#coldFor = coldFor;
    metrics.watchReservations(() => this.#counts());
    metrics.watchLag(() => Math.max(this.#ageOf('PersistentVolumeClaim'), this.#ageOf('Node')));
  }

  /** What is promised now. */
  get state(): ReservationsState {
    return this.#state;
  }

  /** Why nothing may be promised yet; `undefined` when it may. */
  cannotDecide(): string | undefined {
    return this.#rebuiltAt === undefined ? UNREAD : undefined;
  }

  /** Whether so little time has passed since the start that what was promised before it may be unknown. */
  get isCold(): boolean {
    return this.#rebuiltAt === undefined || this.clock.now() - this.#rebuiltAt < this.#coldFor;
  }

  /** Takes from the cluster what is promised there, and from then on promises anything. */
  rebuild(): void {
    this.#rebuiltAt = this.clock.now();
    this.#become(rebuild(this.#context, this.#rebuiltAt));
  }

  /** Works in a change of the cluster. Before {@link rebuild} there is no need: that sees its outcome. */
  note(change: ObjectChange): void {
    if (this.#rebuiltAt === undefined) return;
    const promisedUnits = unitsHeldIn(this.#state);
    const occasion = { context: this.#context, at: this.clock.now(), isNews: true, promisedUnits };
    for (const event of eventsOf(change, occasion)) this.apply(event);
  }

  /** Works in an event. */
  apply(event: ReservationEvent): void {
    this.#become(reduce(this.#state, event));
  }

  /** Lets go of what was held for long enough. */
  passTime(): void {
    const at = this.clock.now();
    const claimsKnownUntil = at - this.#ageOf('PersistentVolumeClaim');
    const nodesKnownUntil = at - this.#ageOf('Node');
    this.apply({ type: 'time-passed', at, claimsKnownUntil, nodesKnownUntil });
  }

  /** Resolves with the next change of what is promised, or after so many milliseconds. */
  async changed(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    this.#waiting.add(wake);
    const callOff = this.clock.after(milliseconds, wake);
    await promise;
    callOff();
    this.#waiting.delete(wake);
  }

  #become(state: ReservationsState): void {
    if (state === this.#state) return;
    const failures = state.failures - this.#state.failures;
    for (let count = 0; count < failures; count += 1) this.metrics.failed();
    this.#state = state;
    this.holdings.update(state.reservations);
    for (const wake of this.#waiting) wake();
  }

  #counts(): ReadonlyMap<ReservationState, number> {
    const counts = new Map<ReservationState, number>([
      ['tentative', 0],
      ['confirmed', 0],
      ['created', 0],
    ]);
    for (const { state } of this.#state.reservations.values())
      counts.set(state, (counts.get(state) ?? 0) + 1);
    return counts;
  }
}
