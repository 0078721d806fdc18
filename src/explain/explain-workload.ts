import { at, stringAt } from '../core/json.ts';
import { controllerOf, nameOf, namespaceOf, referenceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { Cluster } from './cluster.ts';
import { newestFirst } from './event-note.ts';
import type { EventNote } from './event-note.ts';
import { explainEvidence } from './explain-evidence.ts';
import { explainPod } from './explain-pod.ts';
import { gatherEvidence } from './evidence.ts';
import type { Explanation } from './explanation.ts';
import { plainExplanation, subjectOf } from './subject-of.ts';

function isControlledBy(object: KubernetesObject, owner: KubernetesObject): boolean {
  const controller = controllerOf(object);
  if (stringAt(controller, 'kind') !== owner.kind || stringAt(controller, 'name') !== nameOf(owner))
    return false;
  const uid = stringAt(controller, 'uid');
  const ownerUid = stringAt(owner, 'metadata', 'uid');
  return uid === undefined || ownerUid === undefined || uid === ownerUid;
}

function childrenOf(
  owner: KubernetesObject,
  kind: string,
  { context }: Cluster,
): readonly KubernetesObject[] {
  const namespace = namespaceOf(owner) ?? 'default';
  const all =
    kind === 'Pod'
      ? context.lookup.indexed('Pod/namespace', namespace)
      : context.lookup.list(kind, namespace);
  return all.filter(object => isControlledBy(object, owner));
}

/** What makes the pods of a workload: a Deployment's ReplicaSets, a CronJob's Jobs, or the workload itself. */
function makersOf(workload: KubernetesObject, cluster: Cluster): readonly KubernetesObject[] {
  if (workload.kind === 'Deployment') return childrenOf(workload, 'ReplicaSet', cluster);
  if (workload.kind === 'CronJob') return childrenOf(workload, 'Job', cluster);
  return [workload];
}

/** Events that say why no pod could be created, the newest first. */
export function creationFailures(workload: KubernetesObject, cluster: Cluster): readonly EventNote[] {
  return [workload, ...makersOf(workload, cluster)]
    .flatMap(maker =>
      cluster.eventsAbout(
        { ...referenceOf(maker), namespace: namespaceOf(maker) ?? 'default' },
        stringAt(maker, 'metadata', 'uid') ?? '',
      ),
    )
    .filter(({ reason }) => reason === 'FailedCreate')
    .toSorted(newestFirst);
}

function standIn(workload: KubernetesObject): KubernetesObject {
  const namespace = namespaceOf(workload) ?? 'default';
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: '', namespace }, spec: {} };
}

function isWaiting(pod: KubernetesObject): boolean {
  return (stringAt(pod, 'status', 'phase') ?? 'Pending') === 'Pending';
}

function wantedReplicas(workload: KubernetesObject): number | undefined {
  const replicas = at(workload, 'spec', 'replicas') ?? at(workload, 'spec', 'parallelism');
  return typeof replicas === 'number' ? replicas : undefined;
}

function explainMissing(
  workload: KubernetesObject,
  failures: readonly EventNote[],
  cluster: Cluster,
): Explanation {
  const subject = subjectOf(workload);
  const explanation = explainEvidence(subject, gatherEvidence(standIn(workload), cluster, 'none', failures));
  if (explanation.verdict.id === 'W06') return { ...explanation, needs: [] };
  const [failure] = failures;
  return failure === undefined
    ? plainExplanation(subject, undefined, 'it has no pods, and no event says why')
    : plainExplanation(subject, true, `no pod was created: ${failure.message}`);
}

/** Explains a workload: by its first pod that waits, or by why it has none. */
export function explainWorkload(workload: KubernetesObject, cluster: Cluster): Explanation {
  const subject = subjectOf(workload);
  const pods = makersOf(workload, cluster).flatMap(maker => childrenOf(maker, 'Pod', cluster));
  const waiting = pods.find(isWaiting);
  if (waiting !== undefined) return explainPod(waiting, cluster);
  const wanted = wantedReplicas(workload) ?? 1;
  if (wanted === 0) return plainExplanation(subject, false, 'it asks for no pods');
  const failures = creationFailures(workload, cluster);
  const isShort = pods.length === 0 || (pods.length < wanted && failures.length > 0);
  if (isShort) return explainMissing(workload, failures, cluster);
  return plainExplanation(subject, false, `none of its ${pods.length} pods waits`);
}
