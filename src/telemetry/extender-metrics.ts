import { Counter, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

/** Counts what the scheduler extender does. `verb` is `predicate` or `prioritize`. */
export interface ExtenderMetrics {
  /** A call has been answered with an HTTP status code; 499 when the client had gone. */
  readonly answered: (verb: string, code: number, seconds: number) => void;
  /** A pod has been filtered: so many nodes passed, so many did not. */
  readonly judged: (passed: number, refused: number) => void;
  readonly panicked: () => void;
}

/** Calls take a few milliseconds, and 5 s is where kube-scheduler gives up unless told otherwise. */
const LATENCY_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** There from the start, so that rates can be computed from the first call on. */
const FIRST_CODES = ['200', '500'];

/** Makes the metrics of the scheduler extender. */
export function createExtenderMetrics(registry: Registry): ExtenderMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'stowage_extender_requests_total',
    help: 'Calls of kube-scheduler by HTTP status code.',
    labelNames: ['verb', 'code'] as const,
    registers,
  });
  const latency = new Histogram({
    name: 'stowage_extender_latency_seconds',
    help: 'Time from the head of a call to its answer.',
    labelNames: ['verb'] as const,
    buckets: LATENCY_BUCKETS,
    registers,
  });
  const nodes = new Counter({
    name: 'stowage_extender_nodes_total',
    help: 'Nodes judged for pods by what became of them.',
    labelNames: ['verdict'] as const,
    registers,
  });
  const panics = new Counter({
    name: 'stowage_extender_panics_total',
    help: 'Exceptions thrown while a call was decided, each a bug.',
    registers,
  });
  for (const verb of ['predicate', 'prioritize'])
    for (const code of FIRST_CODES) requests.inc({ verb, code }, 0);
  return {
    answered(verb, code, seconds) {
      requests.inc({ verb, code: String(code) });
      latency.observe({ verb }, seconds);
    },
    judged(passed, refused) {
      nodes.inc({ verdict: 'passed' }, passed);
      nodes.inc({ verdict: 'refused' }, refused);
    },
    panicked: () => panics.inc(),
  };
}
