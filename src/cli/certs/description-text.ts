import type { CertificateDescription, NextStep } from '../../certs/describe.ts';
import { formatTable } from '../table.ts';

const SOURCES = { self: 'self-issued authority', 'cert-manager': 'certificate of cert-manager' } as const;

const STEPS: Readonly<Record<NextStep['step'], string>> = {
  stage: 'the next authority is announced',
  promote: 'the next authority signs, once every caBundle has it',
  retire: 'the authority before it is trusted no longer',
};

function heading(description: CertificateDescription, secret: string): string {
  const { mode, state, defect, since } = description;
  const reason = defect === undefined ? '' : ` (${defect})`;
  const time = since === undefined ? '' : ` since ${since.toISOString()}`;
  return `${SOURCES[mode]} in Secret ${secret}: ${state}${reason}${time}\n`;
}

function certificateTable({ certificates }: CertificateDescription): string {
  if (certificates.length === 0) return '';
  const rows = certificates.map(({ role, serialNumber, notBefore, notAfter }) => [
    role,
    serialNumber,
    notBefore.toISOString(),
    notAfter.toISOString(),
  ]);
  return `\n${formatTable(['CERTIFICATE', 'SERIAL', 'VALID FROM', 'VALID TO'], rows)}`;
}

function webhookTable({ webhooks }: CertificateDescription): string {
  if (webhooks.length === 0) return '\nno webhook configuration of ours is installed\n';
  const rows = webhooks.map(({ configuration, webhook, caBundle, certificates }) => [
    configuration,
    webhook,
    caBundle,
    String(certificates),
  ]);
  return `\n${formatTable(['CONFIGURATION', 'WEBHOOK', 'CABUNDLE', 'CERTIFICATES'], rows)}`;
}

/** Writes a description for people. */
export function descriptionText(description: CertificateDescription, secret: string): string {
  const { next } = description;
  const step = next === undefined ? '' : `\nfrom ${next.notBefore.toISOString()} on, ${STEPS[next.step]}\n`;
  return heading(description, secret) + certificateTable(description) + webhookTable(description) + step;
}
