import type { ListReason } from './list-watch/list-watch-state.ts';

/** Counts what the caches do; `telemetry/cluster-metrics.ts` is made for it. */
export interface ClusterMetrics {
  /** An event or a bookmark of a kind has come. */
  readonly eventSeen: (kind: string) => void;
  /** A kind is being listed. */
  readonly listed: (kind: string, reason: ListReason) => void;
  /** So many objects of a kind are held. */
  readonly held: (kind: string, objects: number) => void;
  /** Gives a way to ask how long ago a kind was last known to be current, in milliseconds. */
  readonly watchAges: (ages: () => ReadonlyMap<string, number>) => void;
}

/** Counts nothing. */
export const NO_CLUSTER_METRICS: ClusterMetrics = {
  eventSeen: () => undefined,
  listed: () => undefined,
  held: () => undefined,
  watchAges: () => undefined,
};
