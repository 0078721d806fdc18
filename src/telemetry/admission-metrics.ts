import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Finding } from '../core/finding.ts';

/** What became of a review. */
export type Decision = 'allowed' | 'patched' | 'patch-withheld' | 'denied' | 'errored';

/** Counts what the webhooks do. `webhook` is a path of the table, or `unknown`. */
export interface AdmissionMetrics {
  /** A request has come in. */
  readonly started: (webhook: string) => void;
  /** The request has been answered with an HTTP status code; 499 when the client had gone. */
  readonly answered: (webhook: string, code: number, seconds: number) => void;
  readonly decided: (webhook: string, decision: Decision) => void;
  readonly found: (findings: readonly Pick<Finding, 'ruleId' | 'severity'>[]) => void;
  readonly panicked: () => void;
}

/** Reviews take well under a millisecond when all is well, and 5 s is where kube-apiserver gives up. */
const LATENCY_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** There from the start, so that rates can be computed from the first request on. */
const FIRST_CODES = ['200', '500'];

/**
 * Makes the metrics of the webhooks. Those named `controller_runtime_webhook_…` are named and labelled as
 * controller-runtime's, so that existing dashboards and alerts fit.
 */
export function createAdmissionMetrics(registry: Registry, webhooks: Iterable<string>): AdmissionMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'controller_runtime_webhook_requests_total',
    help: 'Admission requests by HTTP status code.',
    labelNames: ['webhook', 'code'] as const,
    registers,
  });
  const latency = new Histogram({
    name: 'controller_runtime_webhook_latency_seconds',
    help: 'Time from the head of an admission request to its answer.',
    labelNames: ['webhook'] as const,
    buckets: LATENCY_BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: 'controller_runtime_webhook_requests_in_flight',
    help: 'Admission requests that are being answered.',
    labelNames: ['webhook'] as const,
    registers,
  });
  const panics = new Counter({
    name: 'controller_runtime_webhook_panics_total',
    help: 'Exceptions thrown by hooks, each a bug.',
    registers,
  });
  const decisions = new Counter({
    name: 'stowage_decisions_total',
    help: 'Reviews by what became of them.',
    labelNames: ['webhook', 'decision'] as const,
    registers,
  });
  const findings = new Counter({
    name: 'stowage_findings_total',
    help: 'Findings in reviewed objects.',
    labelNames: ['rule', 'severity'] as const,
    registers,
  });
  for (const webhook of webhooks) {
    for (const code of FIRST_CODES) requests.inc({ webhook, code }, 0);
    inFlight.set({ webhook }, 0);
  }
  return {
    started: webhook => inFlight.inc({ webhook }),
    answered(webhook, code, seconds) {
      inFlight.dec({ webhook });
      requests.inc({ webhook, code: String(code) });
      latency.observe({ webhook }, seconds);
    },
    decided: (webhook, decision) => decisions.inc({ webhook, decision }),
    found(all) {
      for (const { ruleId, severity } of all) findings.inc({ rule: ruleId, severity });
    },
    panicked: () => panics.inc(),
  };
}
