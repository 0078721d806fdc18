import { arrayAt, stringAt, stringMapAt } from '../../core/json.ts';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import { ApiError, callForSuccess } from '../api/api-error.ts';
import type { ApiClient } from '../api/api-request.ts';
import { NOT_FOUND } from '../api/failure.ts';
import { objectPath } from '../list-watch/served.ts';

/** The two kinds of configurations, each with its resource. */
export const WEBHOOK_CONFIGURATION_KINDS = {
  MutatingWebhookConfiguration: 'mutatingwebhookconfigurations',
  ValidatingWebhookConfiguration: 'validatingwebhookconfigurations',
} as const;

/** Names one of our webhook configurations. */
export interface ConfigurationName {
  readonly kind: keyof typeof WEBHOOK_CONFIGURATION_KINDS;
  readonly name: string;
}

/** A webhook configuration as the API server holds it, as far as certificates go. */
interface WebhookConfiguration extends ConfigurationName {
  readonly resourceVersion: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly webhooks: readonly {
    readonly name: string;
    /** PEM; empty when there is none. */
    readonly caBundle: string;
  }[];
}

/** Our webhook configurations. Both functions reject with {@link ApiError} when refused: 403 forbidden, 409 conflict. */
export interface WebhookConfigurations {
  /** Reads those that exist from the API server. */
  readonly list: () => Promise<readonly WebhookConfiguration[]>;
  /** Writes the caBundle of every webhook of a configuration and nothing else; 409 when it has changed since it was read. */
  readonly applyCaBundle: (configuration: WebhookConfiguration, caBundlePem: string) => Promise<void>;
}

const ADMISSION_REGISTRATION = 'admissionregistration.k8s.io/v1';
/** Under this name the API server notes that the caBundles are ours. */
const FIELD_MANAGER = 'stowage-ca';

function decode({ kind, name }: ConfigurationName, object: JsonValue | undefined): WebhookConfiguration {
  return {
    kind,
    name,
    resourceVersion: stringAt(object, 'metadata', 'resourceVersion') ?? '',
    annotations: Object.fromEntries(stringMapAt(object, 'metadata', 'annotations')),
    webhooks: arrayAt(object, 'webhooks').map(webhook => ({
      name: stringAt(webhook, 'name') ?? '',
      caBundle: Buffer.from(stringAt(webhook, 'clientConfig', 'caBundle') ?? '', 'base64').toString('utf8'),
    })),
  };
}

function pathOf({ kind, name }: ConfigurationName): string {
  const plural = WEBHOOK_CONFIGURATION_KINDS[kind];
  return objectPath({ apiVersion: ADMISSION_REGISTRATION, plural }, undefined, name);
}

async function read(client: ApiClient, name: ConfigurationName): Promise<readonly WebhookConfiguration[]> {
  const asking = { verb: 'get', resource: WEBHOOK_CONFIGURATION_KINDS[name.kind] } as const;
  try {
    const { body } = await callForSuccess(client, { path: pathOf(name) }, asking);
    return [decode(name, body)];
  } catch (error) {
    if (error instanceof ApiError && error.status === NOT_FOUND) return [];
    throw error;
  }
}

/** The caBundles and nothing else: the rest belongs to whoever installed the configuration. */
function caBundlePatch(configuration: WebhookConfiguration, caBundlePem: string): JsonObject {
  const { kind, name, resourceVersion, webhooks } = configuration;
  const caBundle = Buffer.from(caBundlePem).toString('base64');
  return {
    apiVersion: ADMISSION_REGISTRATION,
    kind,
    metadata: { name, resourceVersion },
    webhooks: webhooks.map(webhook => ({ name: webhook.name, clientConfig: { caBundle } })),
  };
}

/** The webhook configurations of the given names, read and written without a cache. */
export function createWebhookConfigurations(
  client: ApiClient,
  names: readonly ConfigurationName[],
): WebhookConfigurations {
  return {
    async list() {
      const found = await Promise.all(names.map(name => read(client, name)));
      return found.flat();
    },
    async applyCaBundle(configuration, caBundlePem) {
      const asking = { verb: 'patch', resource: WEBHOOK_CONFIGURATION_KINDS[configuration.kind] } as const;
      const request = {
        method: 'PATCH',
        path: pathOf(configuration),
        query: { fieldManager: FIELD_MANAGER, force: 'true' },
        // JSON is YAML.
        contentType: 'application/apply-patch+yaml',
        body: caBundlePatch(configuration, caBundlePem),
      } as const;
      await callForSuccess(client, request, asking);
    },
  };
}
