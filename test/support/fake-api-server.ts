import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';
import { isJsonObject, stringAt } from '../../src/core/json.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';

/** A resource that the server serves. */
export interface FakeResource {
  /** `v1`, `storage.k8s.io/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
}

export type FakeVerb = 'discover' | 'list' | 'watch' | 'get' | 'create' | 'update' | 'patch' | 'delete';

/** A request that came in. */
export interface FakeRequest {
  readonly verb: FakeVerb;
  readonly path: string;
  readonly plural: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: JsonObject | undefined;
  /** When it came, `performance.now()`. */
  readonly at: number;
}

/** Answers a request instead of the server. */
export type Fault = (response: ServerResponse, request: FakeRequest) => void;

interface Watch {
  readonly resource: FakeResource;
  readonly selects: (object: JsonObject) => boolean;
  readonly response: ServerResponse;
}

interface FakeEvent {
  readonly version: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: FakeResource;
  readonly object: JsonObject;
}

interface Place {
  readonly apiVersion: string;
  readonly plural: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

const PATH = /^\/api(?:s\/([^/]+))?\/([^/]+)(?:\/namespaces\/([^/]+)(?=\/))?(?:\/([^/]+))?(?:\/([^/]+))?$/;

function placeOf(path: string): Place | undefined {
  const match = PATH.exec(path);
  if (match === null) return undefined;
  const [, group, version = '', namespace, plural, name] = match;
  const apiVersion = group === undefined ? version : `${group}/${version}`;
  return { apiVersion, plural, namespace, name: name && decodeURIComponent(name) };
}

function verbOf(method: string, place: Place, query: URLSearchParams): FakeVerb {
  if (place.plural === undefined) return 'discover';
  if (method === 'POST') return 'create';
  if (method === 'PUT') return 'update';
  if (method === 'PATCH') return 'patch';
  if (method === 'DELETE') return 'delete';
  if (place.name !== undefined) return 'get';
  return query.get('watch') === '1' ? 'watch' : 'list';
}

/** Answers with a metav1.Status. */
export function sendStatus(
  response: ServerResponse,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(code, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code }));
}

function send(response: ServerResponse, code: number, body: JsonValue): void {
  response.writeHead(code, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Resets the TCP connection. */
export const resetConnection: Fault = response => void response.socket?.resetAndDestroy();

/** Never says anything. */
export const hang: Fault = () => undefined;

/** As much of kube-apiserver as list-watches and simple writes see, with all its ways to fail. */
export class FakeApiServer {
  readonly requests: FakeRequest[] = [];
  /** Whether a list from the watch cache comes in one piece whatever `limit` says, as kube-apiserver does. */
  ignoresLimitOfCachedLists = false;
  readonly #server: Server;
  readonly #resources = new Map<string, FakeResource>();
  readonly #objects = new Map<string, Map<string, JsonObject>>();
  readonly #watches = new Set<Watch>();
  readonly #faults: {
    readonly verb: FakeVerb;
    readonly plural: string;
    readonly fault: Fault;
    times: number;
  }[] = [];
  #events: FakeEvent[] = [];
  #version = 1000;
  #oldest = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#answer(request, response);
    });
  }

  /** Starts a server on a free port of loopback, or on a given one. */
  static async start(port = 0): Promise<FakeApiServer> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    const fake = new FakeApiServer(server);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return fake;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get version(): string {
    return String(this.#version);
  }

  /** Watches that are open. */
  get openWatches(): number {
    return this.#watches.size;
  }

  /** The plurals that are being watched. */
  get watched(): readonly string[] {
    return [...this.#watches].map(({ resource }) => resource.plural).sort();
  }

  /** A kubeconfig that leads here. */
  kubeConfig(): KubeConfig {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      { name: 'fake', server: `http://127.0.0.1:${this.port}`, skipTLSVerify: true },
      { name: 'stowage', token: 'test-token' },
    );
    return kubeConfig;
  }

  serve(...resources: readonly FakeResource[]): this {
    for (const resource of resources) {
      const key = `${resource.apiVersion} ${resource.plural}`;
      this.#resources.set(key, resource);
      if (!this.#objects.has(resource.kind)) this.#objects.set(resource.kind, new Map());
    }
    return this;
  }

  /** Takes a resource away, as the deletion of its CustomResourceDefinition does. */
  withdraw({ apiVersion, plural, kind }: FakeResource): void {
    this.#resources.delete(`${apiVersion} ${plural}`);
    this.#objects.delete(kind);
    for (const watch of this.#watches) if (watch.resource.kind === kind) watch.response.end();
  }

  /** Creates or replaces an object. */
  put(object: JsonObject): JsonObject {
    const { resource, objects, key } = this.#locate(object);
    this.#version += 1;
    const type = objects.has(key) ? 'MODIFIED' : 'ADDED';
    const stored = {
      ...object,
      metadata: {
        uid: `uid-${this.#version}`,
        ...(objects.get(key)?.['metadata'] as JsonObject | undefined),
        ...(object['metadata'] as JsonObject),
        resourceVersion: this.version,
      },
    };
    objects.set(key, stored);
    this.#publish({ version: this.#version, type, resource, object: stored });
    return stored;
  }

  remove(object: JsonObject): void {
    const { resource, objects, key } = this.#locate(object);
    const stored = objects.get(key);
    if (stored === undefined) return;
    objects.delete(key);
    this.#version += 1;
    const last = {
      ...stored,
      metadata: { ...(stored['metadata'] as JsonObject), resourceVersion: this.version },
    };
    this.#publish({ version: this.#version, type: 'DELETED', resource, object: last });
  }

  find(kind: string, namespace: string | undefined, name: string): JsonObject | undefined {
    return this.#objects.get(kind)?.get(`${namespace ?? ''}/${name}`);
  }

  /** Changes objects without telling anybody, as if an event were lost. */
  silently(change: () => void): void {
    const watches = [...this.#watches];
    this.#watches.clear();
    change();
    for (const watch of watches) this.#watches.add(watch);
    this.#events = [];
  }

  /** Versions up to now are too old to be watched from. */
  expire(): void {
    this.#version += 1;
    this.#oldest = this.#version;
    this.#events = [];
  }

  /** Answers the next requests otherwise; without a plural, those of every resource. */
  fault(verb: FakeVerb, fault: Fault, { times = 1, plural = '' } = {}): void {
    this.#faults.push({ verb, plural, fault, times });
  }

  /** All faults are over. */
  heal(): void {
    this.#faults.length = 0;
  }

  bookmark(plural: string): void {
    const object = { kind: 'Bookmark', apiVersion: 'v1', metadata: { resourceVersion: this.version } };
    this.sendRaw(plural, `${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  }

  /** Sends an ERROR event and leaves the connection open. */
  sendError(plural: string, code: number): void {
    const object = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: 'broken', code };
    this.sendRaw(plural, `${JSON.stringify({ type: 'ERROR', object })}\n`);
  }

  sendRaw(plural: string, chunk: string): void {
    for (const watch of this.#watches) if (watch.resource.plural === plural) watch.response.write(chunk);
  }

  closeWatches(): void {
    for (const { response } of this.#watches) response.end();
  }

  resetWatches(): void {
    for (const { response } of this.#watches) response.socket?.resetAndDestroy();
  }

  /** The requests of one verb, of one resource when given. */
  asked(verb: FakeVerb, plural?: string): readonly FakeRequest[] {
    return this.requests.filter(
      request => request.verb === verb && (plural === undefined || request.plural === plural),
    );
  }

  /** Connections that are open. */
  async connections(): Promise<number> {
    return await new Promise((resolve, reject) => {
      this.#server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
    });
  }

  /** Ends at once, as if killed. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    if (!this.#server.listening) return;
    await new Promise(resolve => this.#server.close(resolve));
  }

  #locate(object: JsonObject) {
    const kind = stringAt(object, 'kind');
    const resource = [...this.#resources.values()].find(one => one.kind === kind);
    const objects = this.#objects.get(kind ?? '');
    if (resource === undefined || objects === undefined) throw new Error(`${kind} is not served`);
    const namespace = stringAt(object, 'metadata', 'namespace') ?? '';
    return { resource, objects, key: `${namespace}/${stringAt(object, 'metadata', 'name')}` };
  }

  #publish(event: FakeEvent): void {
    this.#events.push(event);
    for (const watch of this.#watches) this.#deliver(event, watch);
  }

  #deliver({ type, resource, object }: FakeEvent, watch: Watch): void {
    if (watch.resource !== resource || !watch.selects(object)) return;
    watch.response.write(`${JSON.stringify({ type, object })}\n`);
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    incoming.on('error', () => undefined);
    const url = new URL(incoming.url ?? '', 'http://fake');
    const place = placeOf(url.pathname);
    if (place === undefined) return sendStatus(response, 404, 'no such path');
    const body: unknown = JSON.parse((await text(incoming)) || 'null');
    const request: FakeRequest = {
      verb: verbOf(incoming.method ?? '', place, url.searchParams),
      path: url.pathname,
      plural: place.plural ?? '',
      query: url.searchParams,
      headers: incoming.headers,
      body: isJsonObject(body) ? body : undefined,
      at: performance.now(),
    };
    this.requests.push(request);
    const fault = this.#faultFor(request);
    if (fault !== undefined) return fault(response, request);
    this.#serve(request, place, response);
  }

  #faultFor({ verb, plural }: FakeRequest): Fault | undefined {
    const found = this.#faults.find(
      fault => fault.verb === verb && fault.times > 0 && (fault.plural === '' || fault.plural === plural),
    );
    if (found !== undefined) found.times -= 1;
    return found?.fault;
  }

  #serve(request: FakeRequest, place: Place, response: ServerResponse): void {
    const { verb } = request;
    if (verb === 'discover') return this.#discover(place, response);
    const resource = this.#resources.get(`${place.apiVersion} ${place.plural}`);
    if (resource === undefined) return sendStatus(response, 404, 'the server could not find the resource');
    if (verb === 'list') return this.#list(resource, request, place, response);
    if (verb === 'watch') return this.#watch(resource, request, place, response);
    this.#serveOne(resource, request, place, response);
  }

  #discover({ apiVersion }: Place, response: ServerResponse): void {
    const served = [...this.#resources.values()].filter(one => one.apiVersion === apiVersion);
    if (served.length === 0) return sendStatus(response, 404, 'the server could not find the resource');
    const resources = served.flatMap(({ plural, kind }) => [
      { name: `${plural}/status`, kind, namespaced: true },
      { name: plural, kind, namespaced: true },
    ]);
    send(response, 200, { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersion, resources });
  }

  #selector({ namespace }: Place, query: URLSearchParams): (object: JsonObject) => boolean {
    const name = /^metadata\.name=(.*)$/.exec(query.get('fieldSelector') ?? '')?.[1];
    return object =>
      (namespace === undefined || stringAt(object, 'metadata', 'namespace') === namespace) &&
      (name === undefined || stringAt(object, 'metadata', 'name') === name);
  }

  #list(resource: FakeResource, { query }: FakeRequest, place: Place, response: ServerResponse): void {
    const selects = this.#selector(place, query);
    const all = [...(this.#objects.get(resource.kind)?.values() ?? [])].filter(selects);
    const isWhole = this.ignoresLimitOfCachedLists && query.get('resourceVersion') === '0';
    const limit = isWhole ? all.length : Number(query.get('limit') ?? all.length);
    const start = Number(query.get('continue') ?? 0);
    const end = start + limit;
    const rest = end < all.length ? { continue: String(end) } : {};
    // Like kube-apiserver, items without apiVersion and kind.
    const items = all.slice(start, end).map(({ apiVersion: _apiVersion, kind: _kind, ...item }) => item);
    send(response, 200, {
      kind: `${resource.kind}List`,
      apiVersion: resource.apiVersion,
      metadata: { resourceVersion: this.version, ...rest },
      items,
    });
  }

  #watch(resource: FakeResource, { query }: FakeRequest, place: Place, response: ServerResponse): void {
    const from = Number(query.get('resourceVersion') ?? 0);
    if (from < this.#oldest) return sendStatus(response, 410, 'too old resource version');
    const watch: Watch = { resource, response, selects: this.#selector(place, query) };
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.flushHeaders();
    for (const event of this.#events) if (event.version > from) this.#deliver(event, watch);
    this.#watches.add(watch);
    response.on('close', () => this.#watches.delete(watch));
  }

  #serveOne(resource: FakeResource, request: FakeRequest, place: Place, response: ServerResponse): void {
    const { verb, body } = request;
    const name = place.name ?? stringAt(body, 'metadata', 'name') ?? `made-${this.#version}`;
    const stored = this.find(resource.kind, place.namespace, name);
    if (verb === 'create' && stored !== undefined) return sendStatus(response, 409, 'already exists');
    if (verb !== 'create' && stored === undefined) return sendStatus(response, 404, `${name} not found`);
    const asked = stringAt(body, 'metadata', 'resourceVersion');
    if (asked !== undefined && asked !== stringAt(stored, 'metadata', 'resourceVersion')) {
      return sendStatus(response, 409, 'the object has been modified');
    }
    const uid = stringAt(body, 'preconditions', 'uid');
    if (uid !== undefined && uid !== stringAt(stored, 'metadata', 'uid')) {
      return sendStatus(response, 409, 'the uid does not match');
    }
    if (verb === 'delete' && stored !== undefined) this.remove(stored);
    if (verb === 'create' || verb === 'update') {
      const { namespace } = place;
      const metadata = { ...(body?.['metadata'] as JsonObject), name, ...(namespace && { namespace }) };
      return send(response, 200, this.put({ ...body, kind: resource.kind, metadata }));
    }
    send(response, 200, stored ?? {});
  }
}
