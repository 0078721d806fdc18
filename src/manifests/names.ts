import type { JsonObject } from '../core/json.ts';

/** How the serving certificate comes about: issued by the service itself, or by cert-manager. */
export type CertificateOrigin = 'self' | 'cert-manager';

/** What an installation is made from. Values may be Helm actions: they are only put into places where a string goes. */
export interface Installation {
  /** Name of the Deployment and of what belongs to it. */
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  /** Absent where it is not chosen yet: then everything that has to do with certificates is left out. */
  readonly certificates?: CertificateOrigin;
  /** Namespaces that drivers run in: neither the selectors of the webhooks nor the service touch them. */
  readonly excludedNamespaces: readonly string[];
}

/** Labels that select the pods of the service; every object carries them. */
export function selectorLabels({ name }: Installation): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': 'stowage', 'app.kubernetes.io/instance': name };
}

/** Metadata of an object in the namespace of the installation. */
export function namespacedMetadata(installation: Installation, name: string): JsonObject {
  return { name, namespace: installation.namespace, labels: selectorLabels(installation) };
}

/** Metadata of a cluster-scoped object. */
export function clusterMetadata(installation: Installation, name: string): JsonObject {
  return { name, labels: selectorLabels(installation) };
}

/** Name of the Service in front of the webhooks. */
export function webhookServiceName({ name }: Installation): string {
  return `${name}-webhook`;
}

/** Name of the Secret of the certificate authority that the service makes itself. */
export function authoritySecretName({ name }: Installation): string {
  return `${name}-webhook-ca`;
}

/** Name of the Secret that cert-manager writes the serving certificate to. */
export function servingSecretName({ name }: Installation): string {
  return `${name}-webhook-tls`;
}

/** Name of the ConfigMap that holds the configuration file of the service. */
export function configMapName({ name }: Installation): string {
  return `${name}-config`;
}

/** The configuration file: its key in the ConfigMap, and the folder in which the service finds it. */
export const CONFIG_FILE = { key: 'stowage.yaml', folder: '/etc/stowage' } as const;

/** Ports of the service's containers. */
export const PORTS = { webhook: 9443, ops: 8080 } as const;

/** The priority of the pods: what they judge must not wait for what it runs beside. */
export const PRIORITY_CLASS = 'system-cluster-critical';
