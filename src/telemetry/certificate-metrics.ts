import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { CertificateMetrics } from '../certs/ports.ts';

/** Makes the metrics of the certificates. */
export function createCertificateMetrics(registry: Registry): CertificateMetrics {
  const registers = [registry];
  const expiry = new Gauge({
    name: 'stowage_certificate_expiry_timestamp_seconds',
    help: 'End of the certificate in use, seconds since 1970: ca is the authority, serving what clients are presented.',
    labelNames: ['certificate'] as const,
    registers,
  });
  const caExpired = new Counter({
    name: 'stowage_certificate_ca_expired_total',
    help: 'Certificate authorities that were found expired; none should ever be.',
    registers,
  });
  const renewals = new Counter({
    name: 'stowage_certificate_renewals_total',
    help: 'Certificates taken into use, and steps of the rotation of the authority.',
    labelNames: ['certificate', 'reason'] as const,
    registers,
  });
  const rejected = new Counter({
    name: 'stowage_certificate_rejected_total',
    help: 'Pairs that could not be served; the one before stays in use.',
    registers,
  });
  const untrusted = new Gauge({
    name: 'stowage_ca_bundle_mismatch',
    help: 'Webhooks whose caBundle does not trust the serving certificate.',
    registers,
  });
  return {
    expires: (certificate, notAfter) => expiry.set({ certificate }, notAfter.getTime() / 1000),
    caExpired: () => caExpired.inc(),
    renewed: (certificate, reason) => renewals.inc({ certificate, reason }),
    rejected: () => rejected.inc(),
    untrustedBy: webhooks => untrusted.set(webhooks),
  };
}
