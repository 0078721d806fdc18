import type { Config } from '../../config/config.ts';
import type { RotationPolicy } from '../../certs/rotation-policy.ts';
import type { ObservedConfiguration, StoredSecret } from '../../certs/ports.ts';
import { MUTATING_CONFIGURATION, VALIDATING_CONFIGURATION } from '../../hooks/webhook-configuration.ts';
import { loadConfig } from '../config-file.ts';
import type { Environment } from '../environment.ts';
import { configFlags } from '../options.ts';

/** Options of the commands that look at the certificates in a cluster. */
export interface CertificateFlags {
  readonly namespace?: string;
  readonly caSecretName?: string;
  readonly certSecretName?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly config?: string;
}

/** The certificates in a cluster. Everything rejects with an AppError that names what is missing. */
export interface CertificateAccess {
  readonly config: Config;
  readonly policy: RotationPolicy;
  readonly readSecret: (name: string) => Promise<StoredSecret | undefined>;
  readonly readConfigurations: () => Promise<readonly ObservedConfiguration[]>;
  /** Replaces exactly the version that was read; says whether it did. */
  readonly updateSecret: (secret: StoredSecret) => Promise<boolean>;
}

const CONFIGURATIONS = [
  { kind: 'MutatingWebhookConfiguration', name: MUTATING_CONFIGURATION },
  { kind: 'ValidatingWebhookConfiguration', name: VALIDATING_CONFIGURATION },
] as const;

function flagsOf({ namespace, ...flags }: CertificateFlags) {
  return { ...configFlags({ ...flags }), ...(namespace !== undefined && { ownNamespace: namespace }) };
}

function kubeOptions({ kubeconfig, context }: CertificateFlags) {
  return { ...(kubeconfig !== undefined && { file: kubeconfig }), ...(context !== undefined && { context }) };
}

/** Gives a task the certificates of the cluster that the flags name, and closes the connections when it is done. */
export async function withCertificates<Result>(
  environment: Environment,
  flags: CertificateFlags,
  task: (access: CertificateAccess) => Promise<Result>,
): Promise<Result> {
  const [{ connectToCluster }, { createSecrets }, webhooks, api, { SYSTEM_CLOCK }, { rotationPolicy }] =
    await Promise.all([
      import('../../kube/kube-config.ts'),
      import('../../kube/objects/secrets.ts'),
      import('../../kube/objects/webhook-configurations.ts'),
      import('../../certs/api-call.ts'),
      import('../../certs/system-clock.ts'),
      import('../../certs/rotation-policy.ts'),
    ]);
  const config = await loadConfig(environment, flagsOf(flags), flags.config);
  const policy = rotationPolicy(config);
  const client = connectToCluster(kubeOptions(flags));
  const secrets = createSecrets(client, config.ownNamespace);
  const configurations = webhooks.createWebhookConfigurations(client, CONFIGURATIONS);
  const { CONFIGURATIONS_CALL, readApi, secretCall, writeApi } = api;
  try {
    return await task({
      config,
      policy,
      readSecret: async name =>
        await readApi(secretCall('get', name), SYSTEM_CLOCK, async () => await secrets.get(name)),
      readConfigurations: async () => await readApi(CONFIGURATIONS_CALL, SYSTEM_CLOCK, configurations.list),
      updateSecret: async secret => {
        const call = secretCall('update', secret.name);
        return (await writeApi(call, SYSTEM_CLOCK, async () => await secrets.update(secret))) === 'written';
      },
    });
  } finally {
    client.close();
  }
}
