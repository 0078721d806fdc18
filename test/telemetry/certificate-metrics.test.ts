import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createCertificateMetrics } from '../../src/telemetry/certificate-metrics.ts';

async function samples(registry: Registry): Promise<readonly string[]> {
  return (await registry.metrics()).split('\n').filter(line => line !== '' && !line.startsWith('#'));
}

test('what happens to certificates can be read and alarmed on', async () => {
  const registry = new Registry();
  const metrics = createCertificateMetrics(registry);
  expect(await samples(registry)).toEqual([
    'stowage_certificate_ca_expired_total 0',
    'stowage_certificate_rejected_total 0',
    'stowage_ca_bundle_mismatch 0',
  ]);
  metrics.expires('ca', new Date('2027-11-20T12:00:00Z'));
  metrics.expires('serving', new Date('2026-11-27T12:00:00Z'));
  metrics.caExpired();
  metrics.renewed('ca', 'staged');
  metrics.rejected();
  metrics.untrustedBy(3);
  expect(await samples(registry)).toEqual([
    'stowage_certificate_expiry_timestamp_seconds{certificate="ca"} 1826712000',
    'stowage_certificate_expiry_timestamp_seconds{certificate="serving"} 1795780800',
    'stowage_certificate_ca_expired_total 1',
    'stowage_certificate_renewals_total{certificate="ca",reason="staged"} 1',
    'stowage_certificate_rejected_total 1',
    'stowage_ca_bundle_mismatch 3',
  ]);
});
