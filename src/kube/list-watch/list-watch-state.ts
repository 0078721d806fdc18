import type { Failure } from '../api/failure.ts';
import type { Served } from './served.ts';

/** Why a kind is listed: metrics count by it. */
export type ListReason =
  /** For the first time. */
  | 'start'
  /** The kind is served now and was not before. */
  | 'served'
  /** The version to watch from is too old for the API server (410). */
  | 'expired'
  /** The last list is long ago. */
  | 'interval'
  /** A watch brought something unreadable, so that an event is lost. */
  | 'corrupt'
  /** Watches from this version failed again and again. */
  | 'stuck';

/** How current a list must be. */
type Freshness =
  /** Whatever the API server has in memory. */
  | 'cached'
  /** The same, but no older than what is known. */
  | 'not-older'
  /** The truth, at the cost of etcd. */
  | 'latest';

/** What is known of a kind. `absent`: the API does not serve it, so there are no objects. */
export type Standing = 'unread' | 'read' | 'absent';

/** Where a list-watch stands between two requests; all there is to know to make the next one. */
export interface ListWatchState {
  readonly next: 'locate' | 'list' | 'watch';
  /** To wait before it, in milliseconds. */
  readonly pauseMs: number;
  /** `undefined` before the kind has been located. */
  readonly served: Served | undefined;
  readonly standing: Standing;
  /** The version up to which everything is known; empty before the first list. */
  readonly version: string;
  readonly freshness: Freshness;
  readonly listReason: ListReason;
  /** Whether to ask for pages; a page may expire while the others are read. */
  readonly isPaged: boolean;
  /** From when on a list is due. */
  readonly relistAt: number;
  /** Failures of the same sort in a row. */
  readonly failures: number;
  /** Whether nobody answered in those; the first answer after an outage begins a new row. */
  readonly isUnreachable: boolean;
  /** Failed watches in a row that brought nothing. */
  readonly stuck: number;
  /** How often in a row the kind was not served. */
  readonly absences: number;
  /** What went wrong last; `undefined` when all is well. */
  readonly problem: Failure | undefined;
}

/** The state before anything was asked. */
export function initialState(pauseMs: number): ListWatchState {
  return {
    next: 'locate',
    pauseMs,
    served: undefined,
    standing: 'unread',
    version: '',
    freshness: 'cached',
    listReason: 'start',
    isPaged: true,
    relistAt: 0,
    failures: 0,
    isUnreachable: false,
    stuck: 0,
    absences: 0,
    problem: undefined,
  };
}
