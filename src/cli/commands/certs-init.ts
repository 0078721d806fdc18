import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { UsageError } from '../usage-error.ts';

/** Options of `certs init`. */
export interface CertsInitOptions {
  readonly out: string;
  readonly service: string;
  readonly namespace: string;
  readonly clusterDomain: string;
}

const CA_DAYS = 365;
const LEAF_DAYS = 7;
const FOR_THE_OWNER_ONLY = 0o600;

async function writeNew(folder: string, name: string, content: string, mode?: number): Promise<void> {
  await writeFile(join(folder, name), content, { flag: 'wx', ...(mode !== undefined && { mode }) }).catch(
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UsageError(
        `${name} cannot be written: ${reason}`,
        'Give --out a folder that does not hold it yet.',
      );
    },
  );
}

/** `stowage certs init`: makes a CA and a serving certificate of the webhook's Service as files. */
export async function certsInitCommand(environment: Environment, options: CertsInitOptions): Promise<number> {
  const { issueCertificateAuthority, issueServingCertificate } = await import('../../certs/issue.ts');
  const { serviceDnsNames } = await import('../../certs/service-dns-names.ts');
  const now = environment.now();
  const ca = await issueCertificateAuthority({ now, days: CA_DAYS });
  const dnsNames = serviceDnsNames(options.service, options.namespace, options.clusterDomain);
  const leaf = await issueServingCertificate({ ca, dnsNames, now, days: LEAF_DAYS });
  const folder = resolve(environment.cwd, options.out);
  await mkdir(folder, { recursive: true });
  await writeNew(folder, 'ca.crt', ca.certificatePem);
  await writeNew(folder, 'ca.key', ca.privateKeyPem, FOR_THE_OWNER_ONLY);
  await writeNew(folder, 'tls.crt', leaf.certificatePem);
  await writeNew(folder, 'tls.key', leaf.privateKeyPem, FOR_THE_OWNER_ONLY);
  environment.stdout.write(
    `${options.out}: CA until ${ca.notAfter.toISOString()}, serving certificate for ${dnsNames.at(-1)} until ${leaf.notAfter.toISOString()}\n`,
  );
  return EXIT.yes;
}
