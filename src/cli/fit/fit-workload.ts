import { arrayAt, stringAt } from '../../core/json.ts';
import { nameOf, namespaceOf, referenceOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject, ObjectReference } from '../../core/kubernetes-object.ts';
import { nodeNameOf } from '../../core/pod-placement.ts';
import { explainEvidence } from '../../explain/explain-evidence.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { fits } from '../../explain/judged-node.ts';
import { plainExplanation, subjectOf } from '../../explain/subject-of.ts';
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

function explainNext(pod: KubernetesObject, placement: Placement): Explanation {
  const evidence = placement.evidenceFor(pod);
  const subject = subjectOf(pod);
  if (!evidence.nodes.some(fits)) return explainEvidence(subject, evidence);
  return plainExplanation(subject, true, 'every node that has room runs a pod that its anti-affinity shuns');
}

/** Places the replicas of a workload; `undefined` for objects that make no pods. */
export function fitWorkload(workload: KubernetesObject, wanted: number, scene: FitScene): Fit | undefined {
  const placement = new Placement(scene);
  const { lookup } = scene.ledger.context;
  let isLikeTheLast = false;
  for (let placed = 0; placed < wanted; placed += 1) {
    const replica = replicaOf(workload, placed, scene.namespace);
    if (replica === undefined) return undefined;
    const { pod, claims } = replica;
    const running = nodeNameOf(lookup.get('Pod', namespaceOf(pod), nameOf(pod)) ?? {});
    const made = claims.filter(
      claim => lookup.get('PersistentVolumeClaim', namespaceOf(claim), nameOf(claim)) === undefined,
    );
    scene.ledger.add(made);
    const isNew = running === undefined && isFresh(pod, made);
    if (running !== undefined) placement.count(running);
    else if (!placement.place(pod, isNew && isLikeTheLast)) {
      const next = explainNext(pod, placement);
      return { workload: referenceOf(workload), wanted, placed, nodes: placement.filled(), next };
    }
    isLikeTheLast = isNew;
  }
  return {
    workload: referenceOf(workload),
    wanted,
    placed: wanted,
    nodes: placement.filled(),
    next: undefined,
  };
}
