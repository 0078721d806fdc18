import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { ReservationMetrics } from '../scheduler/reservations/metrics.ts';

/** Calls wait for 0.3 s at most. */
const WAIT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5];

/** Makes the metrics of reservations. */
export function createReservationMetrics(registry: Registry): ReservationMetrics {
  const registers = [registry];
  let countNow: Parameters<ReservationMetrics['watchReservations']>[0] | undefined;
  let lagNow: (() => number) | undefined;
  const held = new Gauge({
    name: 'stowage_reservations',
    help: 'Reservations by how sure they are: tentative, confirmed by the choice of a node, created and not yet reported.',
    labelNames: ['state'] as const,
    registers: [],
    collect() {
      for (const [state, count] of countNow?.() ?? []) this.set({ state }, count);
    },
  });
  const lag = new Gauge({
    name: 'stowage_reservation_watch_lag_seconds',
    help: 'How old what is known of claims and nodes is; while it grows nothing runs out that is promised.',
    registers: [],
    collect() {
      if (lagNow !== undefined) this.set(lagNow() / 1000);
    },
  });
  for (const metric of [held, lag]) registry.registerMetric(metric);
  const waits = new Histogram({
    name: 'stowage_reservation_wait_seconds',
    help: 'How long calls waited for other pods to be confirmed.',
    buckets: WAIT_BUCKETS,
    registers,
  });
  const heldUp = new Counter({
    name: 'stowage_reservation_false_rejections_total',
    help: 'Pods that were refused everywhere only because of space that others may yet not take.',
    registers,
  });
  const failed = new Counter({
    name: 'stowage_reservation_provisioning_failures_total',
    help: 'Volumes that could not be made on the node that was chosen for them.',
    registers,
  });
  return {
    watchReservations(count) {
      countNow = count;
    },
    watchLag(ask) {
      lagNow = ask;
    },
    waited: milliseconds => waits.observe(milliseconds / 1000),
    heldUp: () => heldUp.inc(),
    failed: () => failed.inc(),
  };
}
