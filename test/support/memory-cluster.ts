import { setImmediate as turn } from 'node:timers/promises';
import { certificatesIn } from '../../src/certs/certificate-facts.ts';
import type {
  ObservedConfiguration,
  SecretContent,
  SecretsPort,
  StoredSecret,
  WebhookConfigurationsPort,
} from '../../src/certs/ports.ts';

/** A refusal as client libraries throw it. */
export class ApiRefusal extends Error {
  readonly status: number;

  constructor(status: number, message = `HTTP ${status}`) {
    super(message);
    this.status = status;
  }
}

type Verb = 'get' | 'list' | 'create' | 'update' | 'delete' | 'patch';
/** Decides over a call before it is carried out: throws what the caller is to see; a promise that never ends hangs. */
export type Interference = (verb: Verb, client: string) => void | Promise<void>;

const KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'] as const;

/**
 * The part of an API server that certificates touch, in memory: resource versions, uids, immutable types, watch events, and
 * failures on demand. Calls take a random number of turns, so that replicas interleave.
 */
export class MemoryCluster {
  readonly secrets = new Map<string, StoredSecret>();
  readonly configurations = new Map<string, ObservedConfiguration>();
  readonly calls: string[] = [];
  /** Every certificate that the Secrets have ever held as the signing one. */
  readonly signingHistory = new Set<string>();
  interfere: Interference = () => undefined;
  readonly #listeners = new Set<() => void>();
  readonly #random: () => number;
  #version = 0;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** Calls the listener after every change, as a watch does. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Makes our two configurations, or one of them, with empty caBundles. */
  install(names: readonly string[] = ['stowage-mutating', 'stowage-validating']): void {
    for (const [index, name] of names.entries()) {
      this.putConfiguration(name, { kind: index % 2 === 0 ? KINDS[0] : KINDS[1] });
    }
  }

  putConfiguration(name: string, change: Partial<ObservedConfiguration> = {}): void {
    const before = this.configurations.get(name) ?? {
      kind: KINDS[0],
      name,
      annotations: {},
      webhooks: ['a.stowage.dev', 'b.stowage.dev'].map(webhook => ({ name: webhook, caBundle: '' })),
    };
    const resourceVersion = this.#nextVersion();
    this.configurations.set(name, { ...before, ...change, resourceVersion });
    this.#notify();
  }

  removeConfiguration(name: string): void {
    this.configurations.delete(name);
    this.#notify();
  }

  /** Writes a caBundle as some other program would. */
  setBundles(caBundle: string, names: Iterable<string> = this.configurations.keys()): void {
    for (const name of names) {
      const webhooks = this.configurations.get(name)?.webhooks.map(webhook => ({ ...webhook, caBundle }));
      if (webhooks !== undefined) this.putConfiguration(name, { webhooks });
    }
  }

  /** Writes a Secret as some other program would. */
  putSecret(content: SecretContent): void {
    const uid = this.secrets.get(content.name)?.uid ?? `uid-${this.#nextVersion()}`;
    this.#store({ ...content, uid, resourceVersion: this.#nextVersion() });
  }

  changeSecret(name: string, change: (secret: StoredSecret) => Partial<SecretContent>): void {
    const secret = this.secrets.get(name);
    if (secret !== undefined) this.putSecret({ ...secret, ...change(secret) });
  }

  deleteSecret(name: string): void {
    this.secrets.delete(name);
    this.#notify();
  }

  /** All caBundles that API servers see now. */
  bundles(): readonly string[] {
    return [...this.configurations.values()].flatMap(({ webhooks }) =>
      webhooks.map(({ caBundle }) => caBundle),
    );
  }

  secretsPort(client = 'replica'): SecretsPort {
    return {
      get: async name => await this.#call('get', client, () => this.secrets.get(name)),
      create: async content => await this.#call('create', client, () => this.#create(content)),
      update: async secret => await this.#call('update', client, () => this.#update(secret)),
      delete: async (name, uid) => await this.#call('delete', client, () => this.#delete(name, uid)),
    };
  }

  configurationsPort(client = 'replica'): WebhookConfigurationsPort {
    return {
      list: async () => await this.#call('list', client, () => [...this.configurations.values()]),
      applyCaBundle: async (configuration, caBundle) =>
        await this.#call('patch', client, () => this.#apply(configuration, caBundle)),
    };
  }

  async #call<Result>(verb: Verb, client: string, run: () => Result): Promise<Result> {
    await this.#delay();
    await this.interfere(verb, client);
    this.calls.push(verb);
    const result = run();
    await this.#delay();
    return result;
  }

  async #delay(): Promise<void> {
    for (let turns = Math.floor(this.#random() * 3); turns > 0; turns -= 1) await turn();
  }

  #create(content: SecretContent): void {
    if (this.secrets.has(content.name)) throw new ApiRefusal(409, 'AlreadyExists');
    this.#store({ ...content, uid: `uid-${this.#nextVersion()}`, resourceVersion: this.#nextVersion() });
  }

  #update(secret: StoredSecret): void {
    const stored = this.secrets.get(secret.name);
    if (stored === undefined) throw new ApiRefusal(404);
    if (stored.uid !== secret.uid || stored.resourceVersion !== secret.resourceVersion)
      throw new ApiRefusal(409);
    if (stored.type !== secret.type) throw new ApiRefusal(422, 'type: field is immutable');
    this.#store({ ...secret, resourceVersion: this.#nextVersion() });
  }

  #delete(name: string, uid: string): void {
    const stored = this.secrets.get(name);
    if (stored === undefined) throw new ApiRefusal(404);
    if (stored.uid !== uid) throw new ApiRefusal(409);
    this.deleteSecret(name);
  }

  #store(secret: StoredSecret): void {
    const needed = secret.type === 'kubernetes.io/tls' ? ['tls.crt', 'tls.key'] : [];
    if (needed.some(key => !Object.hasOwn(secret.data, key)))
      throw new ApiRefusal(422, 'data: Required value');
    this.secrets.set(secret.name, secret);
    const [signing] = certificatesIn(secret.data['tls.crt'] ?? '');
    if (signing !== undefined) this.signingHistory.add(signing.fingerprint256);
    this.#notify();
  }

  #apply(observed: ObservedConfiguration, caBundle: string): void {
    const stored = this.configurations.get(observed.name);
    if (stored === undefined) throw new ApiRefusal(404);
    if (stored.resourceVersion !== observed.resourceVersion) throw new ApiRefusal(409);
    if (certificatesIn(caBundle).length === 0) throw new ApiRefusal(422, 'caBundle: no certificate');
    this.setBundles(caBundle, [observed.name]);
  }

  #nextVersion(): string {
    this.#version += 1;
    return String(this.#version);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
