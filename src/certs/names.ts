/** Subject of every authority of ours: short and the same for all, so that ours can be told from others in a caBundle. */
export const CA_COMMON_NAME = 'stowage-webhook-ca';
/** Type of the Secrets that hold certificates, ours and cert-manager's. */
export const TLS_SECRET_TYPE = 'kubernetes.io/tls';
/** Only Secrets with this label are ever written. */
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
/** The value of {@link MANAGED_BY_LABEL}. */
export const MANAGED_BY = 'stowage';
/** On the Secret: `active`, `staged` or `retiring`. */
export const PHASE_ANNOTATION = 'stowage.dev/ca-phase';
/** On the Secret: since when it is in that phase (RFC 3339); in `active`, since when the authority signs. */
export const SINCE_ANNOTATION = 'stowage.dev/ca-phase-since';
/** On the Secret: version of its layout. */
export const SCHEMA_ANNOTATION = 'stowage.dev/ca-schema';
/** The value of {@link SCHEMA_ANNOTATION}. */
export const SCHEMA_VERSION = '1';
/** On webhook configurations: cert-manager's cainjector writes the caBundle (https://cert-manager.io/docs/concepts/ca-injector/). */
export const INJECTOR_ANNOTATIONS = [
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
] as const;
