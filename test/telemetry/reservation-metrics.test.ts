import { expect, test } from 'vitest';
import type { ReservationState } from '../../src/scheduler/reservations/reservation.ts';
import { createRegistry } from '../../src/telemetry/metrics.ts';
import { createReservationMetrics } from '../../src/telemetry/reservation-metrics.ts';
import { sampleIn } from '../support/webhook-server.ts';

test('the metrics of reservations are on the page', async () => {
  const registry = createRegistry();
  const metrics = createReservationMetrics(registry);
  expect(await registry.metrics()).not.toMatch(/stowage_reservations\{/);
  const counts = new Map<ReservationState, number>([
    ['tentative', 3],
    ['confirmed', 2],
    ['created', 0],
  ]);
  metrics.watchReservations(() => counts);
  metrics.watchLag(() => 1500);
  metrics.waited(40);
  metrics.waited(300);
  metrics.heldUp();
  metrics.failed();
  metrics.failed();
  const page = await registry.metrics();
  expect(sampleIn(page, 'stowage_reservations{state="tentative"}')).toBe(3);
  expect(sampleIn(page, 'stowage_reservations{state="created"}')).toBe(0);
  expect(sampleIn(page, 'stowage_reservation_watch_lag_seconds')).toBe(1.5);
  expect(sampleIn(page, 'stowage_reservation_wait_seconds_count')).toBe(2);
  expect(sampleIn(page, 'stowage_reservation_wait_seconds_bucket{le="0.05"}')).toBe(1);
  expect(sampleIn(page, 'stowage_reservation_false_rejections_total')).toBe(1);
  expect(sampleIn(page, 'stowage_reservation_provisioning_failures_total')).toBe(2);
  counts.set('tentative', 0);
  expect(sampleIn(await registry.metrics(), 'stowage_reservations{state="tentative"}')).toBe(0);
});
