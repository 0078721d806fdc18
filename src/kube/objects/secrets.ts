import { entriesAt, stringAt, stringMapAt } from '../../core/json.ts';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import { ApiError, callForSuccess } from '../api/api-error.ts';
import type { ApiClient } from '../api/api-request.ts';
import { NOT_FOUND } from '../api/failure.ts';
import type { Asking } from '../api/failure.ts';
import { collectionPath, objectPath } from '../list-watch/served.ts';

/** A Secret as it is written; the values of `data` are text, not base64. */
interface SecretContent {
  readonly name: string;
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

/** A Secret as the API server holds it. */
interface StoredSecret extends SecretContent {
  readonly uid: string;
  readonly resourceVersion: string;
}

/** The Secrets of one namespace. All functions reject with {@link ApiError} when refused: 403 forbidden, 409 conflict. */
export interface Secrets {
  /** Reads from the API server; `undefined` when there is none. */
  readonly get: (name: string) => Promise<StoredSecret | undefined>;
  /** 409 when there is one already. */
  readonly create: (content: SecretContent) => Promise<void>;
  /** Replaces exactly the version that was read; 409 when there is another. */
  readonly update: (secret: StoredSecret) => Promise<void>;
  /** Deletes the Secret only if it still has this uid; 409 when it has another. */
  readonly delete: (name: string, uid: string) => Promise<void>;
}

const SERVED = { apiVersion: 'v1', plural: 'secrets' } as const;

function asking(verb: Asking['verb']): Asking {
  return { verb, resource: SERVED.plural };
}

function decodeSecret(object: JsonValue | undefined): StoredSecret {
  const data = entriesAt(object, 'data').map(([key, value]) => [
    key,
    typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : '',
  ]);
  return {
    name: stringAt(object, 'metadata', 'name') ?? '',
    uid: stringAt(object, 'metadata', 'uid') ?? '',
    resourceVersion: stringAt(object, 'metadata', 'resourceVersion') ?? '',
    type: stringAt(object, 'type') ?? '',
    labels: Object.fromEntries(stringMapAt(object, 'metadata', 'labels')),
    annotations: Object.fromEntries(stringMapAt(object, 'metadata', 'annotations')),
    data: Object.fromEntries(data),
  };
}

function encodeSecret(
  { name, type, labels, annotations, data }: SecretContent,
  identity: JsonObject = {},
): JsonObject {
  const encoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  return {
    apiVersion: SERVED.apiVersion,
    kind: 'Secret',
    metadata: { name, labels, annotations, ...identity },
    type,
    data: Object.fromEntries(encoded),
  };
}

/** The Secrets of a namespace, read and written without a cache. */
export function createSecrets(client: ApiClient, namespace: string): Secrets {
  const collection = collectionPath(SERVED, namespace);
  const pathOf = (name: string) => objectPath(SERVED, namespace, name);
  return {
    async get(name) {
      try {
        const { body } = await callForSuccess(client, { path: pathOf(name) }, asking('get'));
        return decodeSecret(body);
      } catch (error) {
        if (error instanceof ApiError && error.status === NOT_FOUND) return undefined;
        throw error;
      }
    },
    async create(content) {
      const body = encodeSecret(content);
      await callForSuccess(client, { method: 'POST', path: collection, body }, asking('create'));
    },
    async update(secret) {
      const { name, uid, resourceVersion } = secret;
      const body = encodeSecret(secret, { uid, resourceVersion });
      await callForSuccess(client, { method: 'PUT', path: pathOf(name), body }, asking('update'));
    },
    async delete(name, uid) {
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
      await callForSuccess(client, { method: 'DELETE', path: pathOf(name), body }, asking('delete'));
    },
  };
}
