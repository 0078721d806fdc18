import { setTimeout as sleep } from 'node:timers/promises';
import type { Target } from './connection.ts';
import type { ServiceProcess } from './service-process.ts';

/** How often the kubelet of a test looks. */
const PROBE_MS = 200;
/** How long it takes until kube-proxy everywhere has heard that a pod is not ready any more. */
const LAG_MS = 1_000;

/**
 * The endpoints of a Service as kube-proxy has them: new connections go to any that is ready, and still go to one for a
 * second after it stopped being ready.
 */
export class Endpoints {
  readonly #targets = new Set<Target>();
  readonly #watched = new AbortController();

  /** Chooses for a new connection, at random; `undefined` when there is none, which refuses the connection. */
  readonly resolve = (): Target | undefined => {
    const targets = [...this.#targets];
    return targets[Math.floor(Math.random() * targets.length)];
  };

  /** Adds a service that is ready; it goes by itself when it is not ready any more. */
  add(service: ServiceProcess): void {
    this.#targets.add(service.target);
    void this.#watch(service);
  }

  has(service: ServiceProcess): boolean {
    return this.#targets.has(service.target);
  }

  /** Stops looking after the services. */
  close(): void {
    this.#watched.abort();
  }

  async #watch(service: ServiceProcess): Promise<void> {
    while (!this.#watched.signal.aborted && (await service.isReady())) await sleep(PROBE_MS);
    await sleep(LAG_MS);
    this.#targets.delete(service.target);
  }
}
