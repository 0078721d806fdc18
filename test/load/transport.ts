import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.ts';
import type { Reply, Target } from './connection.ts';

/** Numbers of a transport; times are milliseconds. */
export interface TransportOptions {
  /** Idle connections kept. */
  readonly maxIdle: number;
  /** How long an idle connection is kept. */
  readonly idleMs: number;
  /** A review and all its retries, `timeoutSeconds` of the webhook configuration. */
  readonly timeoutMs: number;
  readonly maxRetries: number;
}

/** What kube-apiserver has: http.DefaultTransport of Go with the pool of client-go, and the retries of its REST client. */
export const KUBE_APISERVER: TransportOptions = {
  maxIdle: 25,
  idleMs: 90_000,
  timeoutMs: 5_000,
  maxRetries: 10,
};

/** Chooses where a new connection goes; `undefined` when no endpoint is left, which is a refused connection. */
export type Resolver = () => Target | undefined;

interface Want {
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
  isDone: boolean;
}

interface Idle {
  readonly connection: Connection;
  readonly timer: NodeJS.Timeout;
}

/**
 * The connections of kube-apiserver to one webhook, as Go's http.Transport keeps them: the one used last comes first; when
 * none is idle, one is dialled, and the review takes whichever comes first, that one or one that becomes idle; what is left
 * over is kept, up to a number. A review that fails is not tried again; only an answer with Retry-After is.
 */
export class Transport {
  /** Connections opened so far. */
  handshakes = 0;
  /** Answers upon which a review was sent again. */
  retries = 0;
  readonly #resolve: Resolver;
  readonly #options: TransportOptions;
  /** Used last at the end. */
  readonly #idle: Idle[] = [];
  /** Who has waited longest comes first. */
  readonly #wants = new Set<Want>();
  readonly #open = new Set<Connection>();

  constructor(resolve: Resolver, options: TransportOptions = KUBE_APISERVER) {
    this.#resolve = resolve;
    this.#options = options;
  }

  /** Sends a request, and again when it is told to. Rejects when there is no answer in time. */
  async send(request: Buffer): Promise<Reply> {
    const { timeoutMs, maxRetries } = this.#options;
    const deadline = performance.now() + timeoutMs;
    for (let retries = 0; ; retries += 1) {
      const reply = await this.#sendOnce(request, deadline);
      const mayRetry = reply.code === 429 || reply.code >= 500;
      if (!mayRetry || reply.retryAfter === undefined || retries === maxRetries) return reply;
      this.retries += 1;
      await sleep(reply.retryAfter * 1000);
    }
  }

  /** Closes every connection. */
  close(): void {
    for (const { timer } of this.#idle.splice(0)) clearTimeout(timer);
    for (const connection of this.#open) connection.close();
  }

  async #sendOnce(request: Buffer, deadline: number): Promise<Reply> {
    const connection = await this.#connection(deadline);
    const timer = setTimeout(() => connection.close(), Math.max(0, deadline - performance.now()));
    try {
      const reply = await connection.send(request);
      if (reply.closes) connection.close();
      else this.#give(connection);
      return reply;
    } catch (error) {
      if (performance.now() >= deadline) throw new Error('timeout', { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #connection(deadline: number): Promise<Connection> {
    const idle = this.#takeIdle();
    if (idle !== undefined) return Promise.resolve(idle);
    const { promise, resolve, reject } = Promise.withResolvers<Connection>();
    const onTimeout = () => this.#refuse(want, new Error('timeout'));
    const timer = setTimeout(onTimeout, Math.max(0, deadline - performance.now()));
    const want: Want = { resolve, reject, timer, isDone: false };
    this.#wants.add(want);
    void this.#dialFor(want);
    return promise;
  }

  #takeIdle(): Connection | undefined {
    for (;;) {
      const last = this.#idle.pop();
      if (last === undefined) return undefined;
      clearTimeout(last.timer);
      if (last.connection.isOpen) return last.connection;
    }
  }

  async #dialFor(want: Want): Promise<void> {
    const target = this.#resolve();
    try {
      if (target === undefined) throw new Error('ECONNREFUSED');
      this.handshakes += 1;
      const connection = await Connection.open(target);
      this.#open.add(connection);
      connection.onClose = () => this.#drop(connection);
      if (want.isDone) this.#give(connection);
      else this.#deliver(want, connection);
    } catch (error) {
      this.#refuse(want, error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Gives a connection to whoever waits longest, else keeps it. */
  #give(connection: Connection): void {
    const [want] = this.#wants;
    if (want !== undefined) this.#deliver(want, connection);
    else if (this.#idle.length >= this.#options.maxIdle) connection.close();
    else this.#keep(connection);
  }

  #keep(connection: Connection): void {
    const timer = setTimeout(() => connection.close(), this.#options.idleMs);
    this.#idle.push({ connection, timer });
  }

  #deliver(want: Want, connection: Connection): void {
    this.#finish(want);
    want.resolve(connection);
  }

  #refuse(want: Want, error: Error): void {
    if (want.isDone) return;
    this.#finish(want);
    want.reject(error);
  }

  #finish(want: Want): void {
    want.isDone = true;
    clearTimeout(want.timer);
    this.#wants.delete(want);
  }

  #drop(connection: Connection): void {
    this.#open.delete(connection);
    const index = this.#idle.findIndex(idle => idle.connection === connection);
    if (index < 0) return;
    const [idle] = this.#idle.splice(index, 1);
    clearTimeout(idle?.timer);
  }
}
