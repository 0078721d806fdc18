import { DRIVERS } from '../../drivers/registry.ts';
import type { Evidence } from '../evidence.ts';
import { defineVerdict } from '../verdict.ts';
import { counted, size } from '../words.ts';

const INSUFFICIENT = /\d+ Insufficient ([\w.-]+)\/capacity\b/g;

interface Refusal {
  /** `6 Insufficient topolvm.io/capacity`. */
  readonly text: string;
  readonly resource: string;
}

/** Refusals for want of a resource that no node offers: kube-scheduler counts it, and should leave that to the extender. */
function refusalOf({ said, cluster }: Evidence): Refusal | undefined {
  const { settings } = cluster.context;
  const domains = new Set(['stowage.dev', ...DRIVERS.flatMap(driver => driver.provisioners(settings))]);
  for (const [text, domain = ''] of (said?.message ?? '').matchAll(INSUFFICIENT)) {
    if (domains.has(domain)) return { text, resource: `${domain}/capacity` };
  }
  return undefined;
}

function reportedProof({ demands, nodes }: Evidence): readonly string[] {
  const index = demands.findIndex(({ origin }) => origin === 'pool');
  const demand = demands[index];
  const free = nodes.flatMap(({ rooms }) => rooms[index]?.freeBytes ?? []);
  if (demand === undefined || free.length === 0) return [];
  const largest = free.reduce((most, bytes) => (bytes > most ? bytes : most));
  return [
    `${free.length} of ${counted(nodes.length, 'node')} report capacity, the largest ${size(largest)} of ${demand.class}; the pod needs ${size(demand.bytes)}`,
  ];
}

/** The commonest mistake of all: the webhook is there and the scheduler is not set up. */
export const extenderNotWired = defineVerdict({
  id: 'W01',
  summary: 'kube-scheduler does not use the storage extender.',
  help: `The webhook gives the pod a resource that no node offers, so that kube-scheduler asks the extender about it.
"Insufficient topolvm.io/capacity" can only come from kube-scheduler itself: its configuration names no extender with that
resource, or lacks ignoredByScheduler, or was not read because kube-scheduler runs without --config. Free space is not the
matter. Where the control plane is managed by someone else (EKS, GKE, AKS) and cannot be configured, set
inject: affinity-only and let the driver publish its storage capacity.`,
  source: 'https://github.com/topolvm/topolvm/issues/120',
  find(evidence) {
    const refusal = refusalOf(evidence);
    if (refusal === undefined) return undefined;
    return {
      summary: 'kube-scheduler does not use the storage extender',
      proof: [
        `the scheduler says "${refusal.text}"; with the extender wired it never checks that resource itself`,
        ...reportedProof(evidence),
      ],
      fixes: [
        {
          text: "wire the extender in kube-scheduler's configuration",
          path: 'extenders[0].managedResources',
          command: `{name: ${refusal.resource}, ignoredByScheduler: true}`,
        },
        {
          text: 'managed control plane (EKS, GKE, AKS)? use storage capacity tracking instead',
          command: 'stowage explain W01',
        },
      ],
    };
  },
});
