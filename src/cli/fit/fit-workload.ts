import { applyPatch } from '../../check/apply-patch.ts';
import { creationHooks, creationOf } from '../../check/dry-run.ts';
import { arrayAt, stringAt } from '../../core/json.ts';
import { nameOf, namespaceOf, referenceOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject, ObjectReference } from '../../core/kubernetes-object.ts';
import { nodeNameOf } from '../../core/pod-placement.ts';
import { explainEvidence } from '../../explain/explain-evidence.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { fits } from '../../explain/judged-node.ts';
import { plainExplanation, subjectOf } from '../../explain/subject-of.ts';
import { review } from '../../hooks/review.ts';
import { refused } from '../why/refused.ts';
import { Placement } from './placement.ts';
import type { FilledNode, FitScene } from './placement.ts';
import { replicaOf } from './replica.ts';

/** Where the replicas of a workload would come to run. */
export interface Fit {
  readonly workload: ObjectReference;
  readonly wanted: number;
  /** How many were placed. */
  readonly placed: number;
  /** The nodes that were used, in the order in which they first were. */
  readonly nodes: readonly FilledNode[];
  /** Why the next one is not placed; `undefined` when all are. */
  readonly next: Explanation | undefined;
}

/** Whether a pod uses no claims but those that are made for it. */
function isFresh(pod: KubernetesObject, made: readonly KubernetesObject[]): boolean {
  const own = new Set(made.map(claim => nameOf(claim)));
  const names = arrayAt(pod, 'spec', 'volumes').flatMap(
    volume => stringAt(volume, 'persistentVolumeClaim', 'claimName') ?? [],
  );
  return names.every(name => own.has(name));
}

type Admission = { readonly pod: KubernetesObject } | { readonly denial: string };

/** Sends a pod through the webhook. */
function admit(pod: KubernetesObject, { ledger }: FitScene): Admission {
  let stored = pod;
  for (const hook of creationHooks(pod)) {
    const response = review(hook.path, creationOf(stored, hook), ledger.context);
    if (!response.allowed) return { denial: response.status?.message ?? 'no reason given' };
    stored = applyPatch(stored, response.patch ?? []);
  }
  return { pod: stored };
}

/** Why a replica is not placed; `undefined` when it is. */
function obstacle(
  replica: KubernetesObject,
  placement: Placement,
  scene: FitScene,
  isLikeTheLast: boolean,
): Explanation | undefined {
  const subject = subjectOf(replica);
  const admission = admit(replica, scene);
  if ('denial' in admission) return refused(replica, replica, admission.denial);
  const { pod } = admission;
  if (!isLikeTheLast) {
    // Nodes are not all that may be missing: a class that does not exist fits everywhere.
    const explanation = explainEvidence(subject, placement.evidenceFor(pod));
    if (explanation.verdict.blocked !== false) return explanation;
  }
  if (placement.place(pod, isLikeTheLast)) return undefined;
  const evidence = placement.evidenceFor(pod);
  if (!evidence.nodes.some(fits)) return explainEvidence(subject, evidence);
  return plainExplanation(subject, true, 'every node that has room runs a pod that its anti-affinity shuns');
}

/** Places the replicas of a workload; `undefined` for objects that make no pods. */
export function fitWorkload(workload: KubernetesObject, wanted: number, scene: FitScene): Fit | undefined {
  const placement = new Placement(scene);
  const { lookup } = scene.ledger.context;
  let isLikeTheLast = false;
  let placed = 0;
  let next: Explanation | undefined;
  while (placed < wanted) {
    const replica = replicaOf(workload, placed, scene.namespace);
    if (replica === undefined) return undefined;
    const { pod, claims } = replica;
    const running = nodeNameOf(lookup.get('Pod', namespaceOf(pod), nameOf(pod)) ?? {});
    const made = claims.filter(
      claim => lookup.get('PersistentVolumeClaim', namespaceOf(claim), nameOf(claim)) === undefined,
    );
    scene.ledger.add(made);
    const isNew = running === undefined && isFresh(pod, made);
    if (running === undefined) next = obstacle(pod, placement, scene, isNew && isLikeTheLast);
    else placement.count(running);
    if (next !== undefined) break;
    isLikeTheLast = isNew;
    placed += 1;
  }
  return { workload: referenceOf(workload), wanted, placed, nodes: placement.filled(), next };
}
