import { classMistakes, connectionMistakes } from '../class-mistakes.ts';
import type { ClaimEvidence, Evidence } from '../evidence.ts';
import type { EventNote } from '../event-note.ts';
import { isExhausted, isQuotaFailure, provisioningFailure, unboundClaims } from '../provisioning.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause } from '../verdict.ts';
import { span } from '../words.ts';

function proofOf(failure: EventNote, { cluster }: Evidence): string {
  const { now } = cluster.context;
  const age =
    failure.lastSeen === undefined ? '' : `, ${span(now.getTime() - failure.lastSeen.getTime())} ago`;
  const times = failure.count === 1 ? 'once' : `${failure.count} times`;
  return `event (${times}${age}): ${failure.message}`;
}

function raced({ name }: ClaimEvidence, failure: EventNote, evidence: Evidence): Cause {
  return {
    summary: `the pod was scheduled, then claim ${name} did not fit on the node any more: others were faster`,
    proof: [proofOf(failure, evidence), 'the node was given up and the pod is scheduled again'],
    fixes: [
      { text: 'wait: it is tried on another node by itself' },
      {
        text: 'if it happens again, run the extender with reservations, and with the webhook marking every pod',
      },
    ],
  };
}

function stuck(claim: ClaimEvidence, failure: EventNote, evidence: Evidence): Cause {
  const { name, namespace } = claim;
  const node = claim.claim?.selectedNode;
  const where = node === undefined ? '' : ` on ${node}`;
  return {
    summary: `the volume of claim ${name} cannot be made${where}`,
    proof: [
      proofOf(failure, evidence),
      ...(node === undefined ? [] : [`the claim stays with ${node}: only ResourceExhausted would free it`]),
    ],
    fixes: [
      { text: 'mend what the event says' },
      ...(node === undefined
        ? []
        : [
            {
              text: 'or let another node be selected',
              command: `kubectl annotate pvc ${name} -n ${namespace} volume.kubernetes.io/selected-node-`,
            },
          ]),
    ],
  };
}

/** Whether another verdict says more about the failure. */
function isToldElsewhere(claim: ClaimEvidence, failure: EventNote, evidence: Evidence): boolean {
  return (
    claim.missingStorageClass !== undefined ||
    isQuotaFailure(claim, failure) ||
    classMistakes(claim, evidence).length > 0 ||
    connectionMistakes(claim, evidence).some(({ needs }) => needs === undefined)
  );
}

/** The scheduler had found a node, and the driver could not use it. */
export const provisioningFailed = defineVerdict({
  id: 'W17',
  summary: 'The pod was scheduled, then its volume could not be made.',
  help: `kube-scheduler selects a node for the claim, and then the driver makes the volume there. When the node has run out of
space meanwhile (ResourceExhausted), the node is given up and the pod is scheduled again; without reservations this happens
when many pods are created at once. After any other error the claim stays with its node until the error is mended or the
annotation volume.kubernetes.io/selected-node is removed.`,
  source: 'https://github.com/topolvm/topolvm/issues/334',
  withoutPod: true,
  find(evidence) {
    for (const claim of unboundClaims(evidence)) {
      const failure = provisioningFailure(claim);
      if (failure === undefined) continue;
      if (isExhausted(failure)) return raced(claim, failure, evidence);
      if (!isToldElsewhere(claim, failure, evidence)) return stuck(claim, failure, evidence);
    }
    return undefined;
  },
});
