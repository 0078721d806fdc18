import { expect, test } from 'vitest';
import { createClusterMetrics } from '../../src/telemetry/cluster-metrics.ts';
import { createRegistry } from '../../src/telemetry/metrics.ts';
import { sampleIn } from '../support/webhook-server.ts';

test('the metrics of the caches are on the page', async () => {
  const registry = createRegistry();
  const metrics = createClusterMetrics(registry);
  let age = 1500;
  metrics.eventSeen('Pod');
  metrics.listed('Pod', 'start');
  metrics.listed('Pod', 'expired');
  metrics.held('Pod', 12);
  expect(await registry.metrics()).not.toMatch(/stowage_cache_age_seconds\{/);
  metrics.watchAges(() => new Map([['Pod', age]]));
  const page = await registry.metrics();
  expect(sampleIn(page, 'stowage_watch_last_event_seconds{kind="Pod"}')).toBeCloseTo(Date.now() / 1000, -2);
  expect(sampleIn(page, 'stowage_relist_total{kind="Pod",reason="expired"}')).toBe(1);
  expect(sampleIn(page, 'stowage_cache_objects{kind="Pod"}')).toBe(12);
  expect(sampleIn(page, 'stowage_cache_age_seconds{kind="Pod"}')).toBe(1.5);
  age = 3000;
  expect(sampleIn(await registry.metrics(), 'stowage_cache_age_seconds{kind="Pod"}')).toBe(3);
});
