import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { ClusterMetrics } from '../kube/cluster-metrics.ts';

/** Makes the metrics of what is read from the API server. */
export function createClusterMetrics(registry: Registry): ClusterMetrics {
  const registers = [registry];
  const lastEvent = new Gauge({
    name: 'stowage_watch_last_event_seconds',
    help: 'When the last event or bookmark of a kind came, as Unix time.',
    labelNames: ['kind'] as const,
    registers,
  });
  const lists = new Counter({
    name: 'stowage_relist_total',
    help: 'Lists of a kind by why they were necessary.',
    labelNames: ['kind', 'reason'] as const,
    registers,
  });
  const objects = new Gauge({
    name: 'stowage_cache_objects',
    help: 'Objects of a kind that are held.',
    labelNames: ['kind'] as const,
    registers,
  });
  let agesNow: (() => ReadonlyMap<string, number>) | undefined;
  const age = new Gauge({
    name: 'stowage_cache_age_seconds',
    help: 'Time since a kind was last known to be current.',
    labelNames: ['kind'] as const,
    registers: [],
    collect() {
      for (const [kind, milliseconds] of agesNow?.() ?? []) this.set({ kind }, milliseconds / 1000);
    },
  });
  registry.registerMetric(age);
  return {
    eventSeen: kind => lastEvent.setToCurrentTime({ kind }),
    listed: (kind, reason) => lists.inc({ kind, reason }),
    held: (kind, count) => objects.set({ kind }, count),
    watchAges(ages) {
      agesNow = ages;
    },
  };
}
