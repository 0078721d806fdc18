import type { ReservationClock } from '../../../src/scheduler/reservations/clock.ts';

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** When every simulation begins: some day, in milliseconds since 1970. */
export const START = Date.UTC(2026, 0, 1);

/** How many promises may hang on each other before time goes on. */
const TURNS = 12;

/** Time that goes from event to event, without waiting for any. */
export class VirtualTime implements ReservationClock {
  /** A heap: no entry is later than those at twice its place. */
  readonly #heap: Entry[] = [];
  #now = START;
  #count = 0;

  now = (): number => this.#now;

  /** How much is still to happen. */
  get pending(): number {
    return this.#heap.length;
  }

  after = (milliseconds: number, run: () => void): (() => void) => {
    let isOff = false;
    this.at(this.#now + milliseconds, () => {
      if (!isOff) run();
    });
    return () => (isOff = true);
  };

  /** Runs something at a moment, and things of the same moment in the order in which they were given. */
  at(moment: number, run: () => void): void {
    this.#count += 1;
    const entry = { at: Math.max(moment, this.#now), order: this.#count, run };
    let place = this.#heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = this.#heap[parent];
      if (other === undefined || !isEarlier(entry, other)) break;
      this.#heap[place] = other;
      place = parent;
    }
    this.#heap[place] = entry;
  }

  /** Lets time pass until nothing is left to happen, or until a moment. */
  async run(until = Number.POSITIVE_INFINITY): Promise<void> {
    for (let next = this.#heap[0]; next !== undefined && next.at <= until; next = this.#heap[0]) {
      this.#take();
      this.#now = next.at;
      next.run();
      for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
    }
  }

  #take(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    let place = 0;
    for (;;) {
      const left = this.#heap[2 * place + 1];
      const right = this.#heap[2 * place + 2];
      const child = right !== undefined && left !== undefined && isEarlier(right, left) ? right : left;
      if (child === undefined || !isEarlier(child, last)) break;
      this.#heap[place] = child;
      place = child === left ? 2 * place + 1 : 2 * place + 2;
    }
    this.#heap[place] = last;
  }
}

function isEarlier(one: Entry, other: Entry): boolean {
  return one.at === other.at ? one.order < other.order : one.at < other.at;
}

/** Random numbers from 0 up to but not including 1 that a seed repeats (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
