import type { CertificateDescription } from '../../certs/describe.ts';
import type { JsonObject } from '../../core/json.ts';

/** A description as plain data. */
export function descriptionJson(description: CertificateDescription, secret: string): JsonObject {
  const { mode, state, defect, since, certificates, webhooks, next, isHealthy } = description;
  return {
    apiVersion: 'stowage.dev/v1',
    kind: 'Certificates',
    mode,
    secret,
    state,
    defect: defect ?? null,
    since: since?.toISOString() ?? null,
    healthy: isHealthy,
    certificates: certificates.map(({ role, serialNumber, notBefore, notAfter }) => ({
      role,
      serialNumber,
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
    })),
    webhooks: webhooks.map(webhook => ({ ...webhook })),
    next: next === undefined ? null : { step: next.step, notBefore: next.notBefore.toISOString() },
  };
}
