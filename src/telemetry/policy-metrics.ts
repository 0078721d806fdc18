import { Counter, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

/** Counts what the policy API does. `action` is `check` or `mutate`. */
export interface PolicyMetrics {
  /** A question has been answered with an HTTP status code; 499 when the client had gone. */
  readonly answered: (action: string, code: number, seconds: number) => void;
}

/** From one object to as many as are taken. */
const LATENCY_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

/** Makes the metrics of the policy API. */
export function createPolicyMetrics(registry: Registry): PolicyMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'stowage_policy_requests_total',
    help: 'Questions to the policy API by HTTP status code.',
    labelNames: ['action', 'code'] as const,
    registers,
  });
  const latency = new Histogram({
    name: 'stowage_policy_latency_seconds',
    help: 'Time from the head of a question to its answer.',
    labelNames: ['action'] as const,
    buckets: LATENCY_BUCKETS,
    registers,
  });
  return {
    answered(action, code, seconds) {
      requests.inc({ action, code: String(code) });
      latency.observe({ action }, seconds);
    },
  };
}
