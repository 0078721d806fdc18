import { at, stringAt } from '../core/json.ts';
import { nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { podClaims } from '../core/pod-claim.ts';
import { nodeNameOf } from '../core/pod-placement.ts';
import type { Cluster } from './cluster.ts';
import type { EventNote } from './event-note.ts';
import { explainEvidence } from './explain-evidence.ts';
import { gatherEvidence } from './evidence.ts';
import type { Explanation, Subject } from './explanation.ts';
import { plainExplanation, subjectOf } from './subject-of.ts';

/** A pod that the kubelet or nobody is responsible for; `undefined` while it waits for a node. */
function settledPhase(pod: KubernetesObject): string | undefined {
  if (at(pod, 'metadata', 'deletionTimestamp') !== undefined) return 'being deleted';
  const phase = stringAt(pod, 'status', 'phase');
  return phase === undefined || phase === 'Pending' ? undefined : phase;
}

function needsVolumes(pod: KubernetesObject, { context }: Cluster): boolean {
  const claims = podClaims(pod, namespaceOf(pod) ?? 'default', context.lookup);
  return claims.some(({ claim }) => claim?.isBound === false);
}

function lastWarning(pod: KubernetesObject, cluster: Cluster): EventNote | undefined {
  const reference = { kind: 'Pod', namespace: namespaceOf(pod) ?? 'default', name: nameOf(pod) };
  return cluster
    .eventsAbout(reference, stringAt(pod, 'metadata', 'uid') ?? '')
    .find(({ isWarning, reason }) => isWarning && reason !== 'FailedScheduling');
}

/** A pod that has a node waits for its containers; its storage is done, and the kubelet says what is not. */
function explainPlaced(subject: Subject, pod: KubernetesObject, node: string, cluster: Cluster): Explanation {
  const warning = lastWarning(pod, cluster);
  const summary = `it is scheduled to ${node} and its volumes are made`;
  if (warning === undefined) return plainExplanation(subject, false, summary);
  const explanation = plainExplanation(subject, undefined, `${summary}; the rest is up to the kubelet`);
  return { ...explanation, proof: [`event ${warning.reason}: ${warning.message}`] };
}

/** Explains a pod of the cluster. */
export function explainPod(
  pod: KubernetesObject,
  cluster: Cluster,
  subject: Subject = subjectOf(pod),
): Explanation {
  const settled = settledPhase(pod);
  const node = nodeNameOf(pod);
  if (settled !== undefined) {
    const where = node === undefined ? '' : ` on ${node}`;
    return plainExplanation(subject, false, `pod ${nameOf(pod)} is ${settled}${where}`);
  }
  if (node !== undefined && !needsVolumes(pod, cluster)) return explainPlaced(subject, pod, node, cluster);
  return explainEvidence(subject, gatherEvidence(pod, cluster, 'cluster'));
}

/** Explains what would become of a pod that a manifest makes, after the webhook. */
export function predictPod(
  pod: KubernetesObject,
  cluster: Cluster,
  subject: Subject = subjectOf(pod),
): Explanation {
  return explainEvidence(subject, gatherEvidence(pod, cluster, 'manifest'));
}
