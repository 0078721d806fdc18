import type { CertificateFlags } from '../certs/cluster-access.ts';
import { withCertificates } from '../certs/cluster-access.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';

/** Options of `certs rotate`. */
export interface CertsRotateFlags extends CertificateFlags {
  readonly urgent?: boolean;
}

/** `stowage certs rotate`: begins a rotation of the self-issued authority; the replicas of the service finish it. */
export async function certsRotateCommand(environment: Environment, flags: CertsRotateFlags): Promise<number> {
  const { beginRotation } = await import('../../certs/rotate.ts');
  return await withCertificates(environment, flags, async ({ config, policy, readSecret, updateSecret }) => {
    const { secret, signsFrom } = await beginRotation({
      stored: await readSecret(config.caSecretName),
      policy,
      now: environment.now(),
      isUrgent: flags.urgent === true,
    });
    if (!(await updateSecret(secret))) {
      environment.stderr.write('The Secret has just been changed by a replica; look with: certs show\n');
      return EXIT.no;
    }
    environment.stdout.write(
      `The next certificate authority is announced; it signs from ${signsFrom.toISOString()} on, once every caBundle has it.\n`,
    );
    return EXIT.yes;
  });
}
