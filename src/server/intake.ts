import type { ServerLimits } from './limits.ts';

/** The place of one body that is being read. */
export interface Place {
  readonly since: number;
  /** Told when the place is taken away. */
  readonly onEvicted: () => void;
  bytes: number;
}

/**
 * Bounds how many bodies are read at once and what they hold in memory. When there is no room, the body that has been
 * coming for longest makes way, if it is slow: whoever trickles bodies loses them and does not keep others out.
 */
export class Intake {
  readonly #limits: Pick<ServerLimits, 'maxConcurrentReviews' | 'maxBufferedBytes' | 'slowBodyMs'>;
  readonly #now: () => number;
  /** Oldest first. */
  readonly #places = new Set<Place>();
  #bytes = 0;

  constructor(
    limits: Pick<ServerLimits, 'maxConcurrentReviews' | 'maxBufferedBytes' | 'slowBodyMs'>,
    now: () => number = () => performance.now(),
  ) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Takes a place; `undefined` when there is none. */
  enter(onEvicted: () => void): Place | undefined {
    if (this.#places.size >= this.#limits.maxConcurrentReviews && !this.#evictSlowest()) return undefined;
    const place: Place = { since: this.#now(), onEvicted, bytes: 0 };
    this.#places.add(place);
    return place;
  }

  /** Counts bytes that have come; says whether there is room for them. */
  grow(place: Place, bytes: number): boolean {
    place.bytes += bytes;
    this.#bytes += bytes;
    while (this.#bytes > this.#limits.maxBufferedBytes) if (!this.#evictSlowest(place)) return false;
    return true;
  }

  /** Gives a place back; nothing happens when it is gone already. */
  leave(place: Place): void {
    if (this.#places.delete(place)) this.#bytes -= place.bytes;
  }

  #evictSlowest(spared?: Place): boolean {
    const [oldest] = this.#places;
    if (oldest === undefined || oldest === spared) return false;
    if (this.#now() - oldest.since < this.#limits.slowBodyMs) return false;
    this.leave(oldest);
    oldest.onEvicted();
    return true;
  }
}
