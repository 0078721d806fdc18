import { Certificates } from '../certs/certificates.ts';
import type { OwnServer } from '../certs/own-server.ts';
import type { CertificateMetrics } from '../certs/ports.ts';
import { rotationPolicy } from '../certs/rotation-policy.ts';
import { serviceDnsNames } from '../certs/service-dns-names.ts';
import { SYSTEM_CLOCK } from '../certs/system-clock.ts';
import type { Config } from '../config/config.ts';
import { MUTATING_CONFIGURATION, VALIDATING_CONFIGURATION } from '../hooks/webhook-configuration.ts';
import type { ApiClient } from '../kube/api/api-request.ts';
import { createSecrets } from '../kube/objects/secrets.ts';
import { watchNamed } from '../kube/objects/watch-named.ts';
import type { NamedObject } from '../kube/objects/watch-named.ts';
import {
  createWebhookConfigurations,
  WEBHOOK_CONFIGURATION_KINDS,
} from '../kube/objects/webhook-configurations.ts';
import type { ConfigurationName } from '../kube/objects/webhook-configurations.ts';
import type { Log } from '../telemetry/log.ts';
import { certificateFiles, watchCertificateFiles } from './certificate-files.ts';
import type { CertificateFiles } from './certificate-files.ts';

/** What the certificates of a service in a cluster are looked after with. */
export interface ClusterCertificateOptions {
  readonly config: Config;
  readonly client: ApiClient;
  readonly own: OwnServer;
  readonly metrics: CertificateMetrics;
  readonly log: Log;
}

const CONFIGURATIONS: readonly ConfigurationName[] = [
  { kind: 'MutatingWebhookConfiguration', name: MUTATING_CONFIGURATION },
  { kind: 'ValidatingWebhookConfiguration', name: VALIDATING_CONFIGURATION },
];

/** The name by which kube-apiserver reaches the webhook's Service. */
export function webhookHostName({ serviceName, ownNamespace }: Config): string {
  return `${serviceName}.${ownNamespace}.svc`;
}

function filesOf({ certFile, keyFile }: Config): CertificateFiles | undefined {
  return certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile };
}

/** Makes the certificates of a configuration; nothing is read or written yet. */
export function clusterCertificates({
  config,
  client,
  own,
  metrics,
  log,
}: ClusterCertificateOptions): Certificates {
  const files = filesOf(config);
  return new Certificates({
    mode: config.certMode,
    caSecretName: config.caSecretName,
    certSecretName: config.certSecretName,
    dnsNames: serviceDnsNames(config.serviceName, config.ownNamespace, config.clusterDomain),
    hostName: webhookHostName(config),
    policy: rotationPolicy(config),
    secrets: createSecrets(client, config.ownNamespace),
    configurations: createWebhookConfigurations(client, CONFIGURATIONS),
    ...(files !== undefined && { files: certificateFiles(files) }),
    serving: own,
    clock: SYSTEM_CLOCK,
    metrics,
    log,
  });
}

/** Only the Secrets that may be of use are watched: with each way to have a certificate goes the permission for its own. */
function secretNames({ certMode, caSecretName, certSecretName }: Config): readonly string[] {
  switch (certMode) {
    case 'self':
      return [caSecretName];
    case 'cert-manager':
      return [certSecretName];
    case 'files':
      return [];
    case 'auto':
    default:
      return [caSecretName, certSecretName];
  }
}

/** Wakes the certificates whenever a Secret, a configuration or a file that they hang on changes; returns how to stop. */
export function watchForCertificates(
  certificates: Certificates,
  { config, client, log }: Pick<ClusterCertificateOptions, 'config' | 'client' | 'log'>,
  signal: AbortSignal,
): () => Promise<void> {
  const onChange = () => certificates.wake();
  const files = filesOf(config);
  if (files !== undefined) watchCertificateFiles(files, onChange, signal);
  const configurations = CONFIGURATIONS.map((configuration): NamedObject => ({
    ...configuration,
    group: 'admissionregistration.k8s.io',
    versions: ['v1'],
    plural: WEBHOOK_CONFIGURATION_KINDS[configuration.kind],
  }));
  const secrets = secretNames(config).map((name): NamedObject => ({
    kind: 'Secret',
    name,
    group: '',
    versions: ['v1'],
    plural: 'secrets',
    namespace: config.ownNamespace,
  }));
  return watchNamed([...configurations, ...secrets], { client, log, onChange });
}
