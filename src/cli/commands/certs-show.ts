import { withCertificates } from '../certs/cluster-access.ts';
import type { CertificateFlags } from '../certs/cluster-access.ts';
import { descriptionJson } from '../certs/description-json.ts';
import { descriptionText } from '../certs/description-text.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { formatData } from '../write-data.ts';

/** Options of `certs show`. */
export interface CertsShowFlags extends CertificateFlags {
  readonly output: 'text' | 'json' | 'yaml';
}

/** `stowage certs show`: where the serving certificate comes from and which webhooks trust it; exit 1 when not all do. */
export async function certsShowCommand(environment: Environment, flags: CertsShowFlags): Promise<number> {
  const { describeCertificates } = await import('../../certs/describe.ts');
  return await withCertificates(environment, flags, async ({ config, policy, readSecret, readConfigurations }) => {
    const { ownNamespace, caSecretName, certSecretName } = config;
    const configurations = await readConfigurations();
    const isInjected = configurations.some(({ annotations }) => hasInjector(annotations));
  });
}
