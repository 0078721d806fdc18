import { Registry, collectDefaultMetrics } from 'prom-client';

/** The text that Prometheus reads. */
export interface MetricsPage {
  readonly contentType: string;
  readonly metrics: () => Promise<string>;
}

/** A set of metrics. */
export type MetricsRegistry = Registry;

/** A set of metrics, in which those of the process itself (CPU, memory, event loop) are already. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
