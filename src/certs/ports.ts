import type { CertificatePair } from './types.ts';

/** A Secret as it is written; the values of `data` are text, not base64. */
export interface SecretContent {
  readonly name: string;
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

/** A Secret as the API server holds it. */
export interface StoredSecret extends SecretContent {
  readonly uid: string;
  readonly resourceVersion: string;
}

/**
 * The Secrets of our own namespace. Whatever fails rejects with an error whose `code` or `status` is the HTTP status: 409
 * when another replica was faster, 403 without the permission, 422 for what cannot be changed any more. If it has an
 * `asking`, its `verb` and `resource` are what RBAC was asked for.
 */
export interface SecretsPort {
  /** Reads from the API server, not from a cache; `undefined` when there is none. */
  readonly get: (name: string) => Promise<StoredSecret | undefined>;
  readonly create: (content: SecretContent) => Promise<unknown>;
  /** Replaces exactly the version that was read. */
  readonly update: (secret: StoredSecret) => Promise<unknown>;
  /** Deletes the Secret only if it still has this uid. */
  readonly delete: (name: string, uid: string) => Promise<unknown>;
}

/** One webhook of a configuration. */
interface ObservedWebhook {
  readonly name: string;
  /** PEM; empty when there is none. */
  readonly caBundle: string;
}

/** One of our webhook configurations as the API server holds it. */
export interface ObservedConfiguration {
  readonly kind: 'MutatingWebhookConfiguration' | 'ValidatingWebhookConfiguration';
  readonly name: string;
  readonly resourceVersion: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly webhooks: readonly ObservedWebhook[];
}

/** Our webhook configurations; failures as those of {@link SecretsPort}. */
export interface WebhookConfigurationsPort {
  /** Reads those that exist from the API server, not from a cache. */
  readonly list: () => Promise<readonly ObservedConfiguration[]>;
  /**
   * Writes the caBundle of every webhook of a configuration and nothing else, by a forced server-side apply that carries
   * the resourceVersion observed: 409 when the configuration has changed since.
   */
  readonly applyCaBundle: (configuration: ObservedConfiguration, caBundlePem: string) => Promise<unknown>;
}

/** The server that presents the certificate. */
export interface ServingPort {
  /**
   * Serves the pair from the next handshake on; open connections stay.
   * @throws when the pair cannot serve; the one before it stays in use.
   */
  readonly setCertificate: (pair: CertificatePair) => void;
  /** Connects to the server as kube-apiserver does; rejects unless exactly this pair is presented. Resolves while nothing listens. */
  readonly handshake: (pair: CertificatePair) => Promise<void>;
}

/** The files of a certificate and its key that somebody else renews. */
export interface CertificateFilesPort {
  /** Rejects when a file cannot be read. */
  readonly read: () => Promise<CertificatePair>;
}

/** What is counted; `certificate` is `ca` or `serving`, reasons are kebab-case words from a small set. */
export interface CertificateMetrics {
  /** The certificate in use ends then. */
  readonly expires: (certificate: 'ca' | 'serving', notAfter: Date) => void;
  /** The authority was found expired. */
  readonly caExpired: () => void;
  readonly renewed: (certificate: 'ca' | 'serving', reason: string) => void;
  /** A pair was refused; the one before it stays. */
  readonly rejected: () => void;
  /** So many webhooks do not trust the serving certificate. */
  readonly untrustedBy: (webhooks: number) => void;
}

/** Where log lines go: fields, then one sentence that never changes. */
export interface CertificateLog {
  readonly info: (fields: object, sentence: string) => void;
  readonly warn: (fields: object, sentence: string) => void;
}

/** Time and chance. */
export interface CertificateClock {
  /** The wall clock; it may jump. */
  readonly now: () => Date;
  /** Resolves after so many milliseconds of the machine being awake; rejects when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
}
