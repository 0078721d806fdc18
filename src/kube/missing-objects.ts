import { isDnsLabel, isDnsSubdomain } from '../core/dns-names.ts';
import { isJsonObject, stringAt } from '../core/json.ts';
import type { JsonObject } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { ApiClient } from './api/api-request.ts';
import { sleep } from './clock.ts';
import type { Clock } from './clock.ts';
import type { KindCache } from './kind-cache.ts';
import type { KubeLog } from './kube-log.ts';
import type { ListWatch } from './list-watch/list-watch.ts';
import { objectPath } from './list-watch/served.ts';
import type { Served } from './list-watch/served.ts';
import { TokenBucket } from './token-bucket.ts';

/** One kind whose objects can be read one by one. */
export interface ReadableKind {
  readonly served: Served;
  readonly cache: KindCache;
  readonly listWatch: Pick<ListWatch, 'version' | 'standing'>;
  readonly find: (namespace: string | undefined, name: string) => KubernetesObject | undefined;
}

/** What is read: bounded, because whoever can reach the webhook can name claims that do not exist. */
const RATE = { burst: 200, perSecond: 100 };
const MAX_IN_FLIGHT = 64;
const READ_TIMEOUT_MS = 1_000;

/** Versions are numbers that count up: https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions */
function isNewer(version: string, known: string): boolean {
  const isComparable = /^\d+$/.test(version) && /^\d+$/.test(known);
  return !isComparable || BigInt(version) > BigInt(known);
}

/** Pods are not validated yet: a name such as `.` would make another path, and its answer another object. */
function isPossible(namespace: string | undefined, name: string): boolean {
  return isDnsSubdomain(name) && (namespace === undefined || isDnsLabel(namespace));
}

/** Reads objects that were made a moment ago, so that their events have not come yet. */
export class MissingObjects {
  readonly #client: ApiClient;
  readonly #clock: Clock;
  readonly #log: KubeLog;
  readonly #bucket: TokenBucket;
  readonly #stopping = new AbortController();
  readonly #inFlight = new Map<string, Promise<void>>();

  constructor(client: ApiClient, clock: Clock, log: KubeLog) {
    this.#client = client;
    this.#clock = clock;
    this.#log = log;
    this.#bucket = new TokenBucket(RATE, clock);
  }

  /**
   * Reads an object once, unless it is known; afterwards it is in the cache if it exists. Never rejects: what cannot be read
   * in time stays missing.
   */
  async read(kind: ReadableKind, namespace: string | undefined, name: string): Promise<void> {
    if (kind.listWatch.standing !== 'read' || kind.find(namespace, name) !== undefined) return;
    if (!isPossible(namespace, name)) return;
    const path = objectPath(kind.served, namespace, name);
    const running = this.#inFlight.get(path);
    if (running !== undefined) return await running;
    if (this.#inFlight.size >= MAX_IN_FLIGHT || !this.#bucket.take()) return;
    const reading = this.#readOnce(kind, path).finally(() => this.#inFlight.delete(path));
    this.#inFlight.set(path, reading);
    await reading;
  }

  /** Breaks off what is being read. */
  stop(): void {
    this.#stopping.abort();
  }

  async #readOnce(kind: ReadableKind, path: string): Promise<void> {
    const giveUp = new AbortController();
    const timer = sleep(READ_TIMEOUT_MS, this.#clock, giveUp.signal, this.#stopping.signal);
    void timer.then(() => giveUp.abort());
    try {
      const { status, body } = await this.#client.call({ path }, giveUp.signal);
      if (status === 200 && isJsonObject(body)) this.#keep(kind, body);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      this.#log.debug({ path, reason }, 'a missing object could not be read');
    } finally {
      giveUp.abort();
    }
  }

  /** An object that the watch has passed already and that is not in the cache has been deleted since. */
  #keep({ cache, listWatch, served, find }: ReadableKind, object: JsonObject): void {
    const version = stringAt(object, 'metadata', 'resourceVersion') ?? '';
    const known = find(stringAt(object, 'metadata', 'namespace'), stringAt(object, 'metadata', 'name') ?? '');
    if (known === undefined && isNewer(version, listWatch.version)) cache.put(object, served.apiVersion);
  }
}
