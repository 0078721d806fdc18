import type { CertificateDescription } from '../../certs/describe.ts';
import { withCertificates } from '../certs/cluster-access.ts';
import type { CertificateAccess, CertificateFlags } from '../certs/cluster-access.ts';
import { descriptionJson } from '../certs/description-json.ts';
import { descriptionText } from '../certs/description-text.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { UsageError } from '../usage-error.ts';
import { formatData } from '../write-data.ts';

/** Options of `certs show`. */
export interface CertsShowFlags extends CertificateFlags {
  readonly output: 'text' | 'json' | 'yaml';
}

interface Shown {
  readonly description: CertificateDescription;
  /** Namespace and name. */
  readonly secret: string;
}

async function look(access: CertificateAccess, now: Date): Promise<Shown> {
  const [{ describeCertificates }, { decideMode }] = await Promise.all([
    import('../../certs/describe.ts'),
    import('../../certs/mode.ts'),
  ]);
  const { config, policy } = access;
  const configurations = await access.readConfigurations();
  const mode = decideMode({ configured: config.certMode, hasFiles: false, configurations });
  if (mode === 'files' || mode === undefined) {
    throw new UsageError(
      'the serving certificate is in files',
      'Look at it with: openssl x509 -noout -text -in FILE.',
    );
  }
  const name = mode === 'self' ? config.caSecretName : config.certSecretName;
  const secret = await access.readSecret(name);
  return {
    description: describeCertificates({ mode, secret, configurations, policy, now }),
    secret: `${config.ownNamespace}/${name}`,
  };
}

/** `stowage certs show`: where the serving certificate comes from and which webhooks trust it; exit 1 when not all do. */
export async function certsShowCommand(environment: Environment, flags: CertsShowFlags): Promise<number> {
  const { description, secret } = await withCertificates(
    environment,
    flags,
    async access => await look(access, environment.now()),
  );
  const text =
    flags.output === 'text'
      ? descriptionText(description, secret)
      : formatData(descriptionJson(description, secret), flags.output);
  environment.stdout.write(text);
  return description.isHealthy ? EXIT.yes : EXIT.no;
}
