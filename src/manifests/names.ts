/** What an installation is made from. Values may be Helm actions: they are only put into places where a string goes. */
export interface Installation {
  /** Name of the Deployment and of what belongs to it. */
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  /** How the serving certificate comes about: issued by the service itself, or by cert-manager. */
  readonly certificates: 'self' | 'cert-manager';
  readonly excludedNamespaces: readonly string[];
}

/** Labels that select the pods of the service. */
export function selectorLabels({ name }: Installation): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': 'stowage', 'app.kubernetes.io/instance': name };
}

/** Name of the Service in front of the webhooks. */
export function webhookServiceName({ name }: Installation): string {
  return `${name}-webhook`;
}

/** Name of the Secret of the certificate authority, or of the certificate that cert-manager issues. */
export function certificateSecretName({ name }: Installation): string {
  return `${name}-webhook-ca`;
}

/** Ports of the service's containers. */
export const PORTS = { webhook: 9443, ops: 8080 } as const;
