import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isDnsLabel, isDnsSubdomain } from '../../core/dns-names.ts';
import { cannotWrite } from '../cannot-write.ts';
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
const FOR_ALL_TO_READ = 0o644;

interface NewFile {
  readonly name: string;
  readonly content: string;
  readonly mode: number;
}

function refuseBadNames({ service, namespace, clusterDomain }: CertsInitOptions): void {
  const bad = [
    ...(isDnsLabel(service) ? [] : [`--service ${service}`]),
    ...(isDnsLabel(namespace) ? [] : [`--namespace ${namespace}`]),
    ...(isDnsSubdomain(clusterDomain) ? [] : [`--cluster-domain ${clusterDomain}`]),
  ];
  if (bad.length > 0) throw new UsageError(`not a DNS name: ${bad.join(', ')}`);
}

/** Looks before anything is written, so that no half of a set is left beside another. */
async function writeNew(folder: string, files: readonly NewFile[]): Promise<void> {
  const present = files.filter(({ name }) => existsSync(join(folder, name))).map(({ name }) => name);
  if (present.length > 0) {
    throw new UsageError(
      `--out ${folder} holds ${present.join(', ')} already`,
      'Give --out a folder without them.',
    );
  }
  await mkdir(folder, { recursive: true }).catch(cannotWrite(`--out: ${folder}`));
  for (const { name, content, mode } of files) {
    const path = join(folder, name);
    await writeFile(path, content, { flag: 'wx', mode }).catch(cannotWrite(`--out: ${path}`));
  }
}

/** `stowage certs init`: makes a CA and a serving certificate of the webhook's Service as files. */
export async function certsInitCommand(environment: Environment, options: CertsInitOptions): Promise<number> {
  refuseBadNames(options);
  const { issueCertificateAuthority, issueServingCertificate } = await import('../../certs/issue.ts');
  const { serviceDnsNames } = await import('../../certs/service-dns-names.ts');
  const now = environment.now();
  const ca = await issueCertificateAuthority({ now, days: CA_DAYS });
  const dnsNames = serviceDnsNames(options.service, options.namespace, options.clusterDomain);
  const leaf = await issueServingCertificate({ ca, dnsNames, now, days: LEAF_DAYS });
  await writeNew(resolve(environment.cwd, options.out), [
    { name: 'ca.crt', content: ca.certificatePem, mode: FOR_ALL_TO_READ },
    { name: 'ca.key', content: ca.privateKeyPem, mode: FOR_THE_OWNER_ONLY },
    { name: 'tls.crt', content: leaf.certificatePem, mode: FOR_ALL_TO_READ },
    { name: 'tls.key', content: leaf.privateKeyPem, mode: FOR_THE_OWNER_ONLY },
  ]);
  environment.stdout.write(
    `${options.out}: CA until ${ca.notAfter.toISOString()}, serving certificate for ${dnsNames.at(-1)} until ${leaf.notAfter.toISOString()}\n`,
  );
  return EXIT.yes;
}
