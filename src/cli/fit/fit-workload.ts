import { arrayAt, stringAt } from '../../core/json.ts';
import { nameOf, namespaceOf, referenceOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject, ObjectReference } from '../../core/kubernetes-object.ts';
import type { Node } from '../../core/node.ts';
import { nodeNameOf } from '../../core/pod-placement.ts';
import type { Cluster } from '../../explain/cluster.ts';
import { gatherEvidence } from '../../explain/evidence.ts';
import type { Evidence } from '../../explain/evidence.ts';
import { explainEvidence } from '../../explain/explain-evidence.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { fits } from '../../explain/judged-node.ts';
import type { NodeState } from '../../explain/node-state.ts';
import { NO_AMOUNTS, podRequests, sumAmounts } from '../../explain/pod-resources.ts';
import type { Amounts } from '../../explain/pod-resources.ts';
import { plainExplanation, subjectOf } from '../../explain/subject-of.ts';
import { DEFAULT_EXTENDER_CONFIG } from '../../scheduler/extender-config.ts';
import { prioritize } from '../../scheduler/prioritize.ts';
import { shunnedPods } from './anti-affinity.ts';
import type { Ledger } from './ledger.ts';
import { replicaOf } from './replica.ts';

/** Where the replicas of a workload would come to run. */
export interface Fit {
  readonly workload: ObjectReference;
  readonly wanted: number;
  /** How many were placed. */
  readonly placed: number;
  /** Placed replicas by node, in the order in which the nodes were first used. */
  readonly byNode: ReadonlyMap<string, number>;
  /** Why the next one is not placed; `undefined` when all are. */
  readonly next: Explanation | undefined;
}

/** Where replicas are placed. */
export interface FitScene {
  readonly cluster: Cluster;
  readonly ledger: Ledger;
  readonly namespace: string;
}

interface ScoredNode {
  readonly node: NodeState;
  readonly score: number;
}

/** Names the claims that no replica but this one uses, and that do not exist yet. */
function isFresh(pod: KubernetesObject, made: readonly KubernetesObject[]): boolean {
  const own = new Set(made.map(claim => nameOf(claim)));
  const names = arrayAt(pod, 'spec', 'volumes').flatMap(
    volume => stringAt(volume, 'persistentVolumeClaim', 'claimName') ?? [],
  );
  return names.every(name => own.has(name));
}

/** Places the replicas of one workload, one after the other. */
class Placement {
  readonly byNode = new Map<string, number>();
  readonly #scene: FitScene;
  readonly #used = new Map<string, Amounts>();
  /** The nodes that the last replica fitted on, with their scores; `undefined` when all have to be judged anew. */
  #open: ReadonlyMap<string, ScoredNode> | undefined;
  #last: NodeState | undefined;

  constructor(scene: FitScene) {
    this.#scene = scene;
  }

  /** Judges some nodes for a pod, with what the replicas before it use up. */
  evidenceOn(pod: KubernetesObject, nodes: readonly NodeState[]): Evidence {
    const { cluster } = this.#scene;
    const view = {
      ...cluster,
      nodes: () => nodes,
      usedOn: (name: string) => sumAmounts(cluster.usedOn(name), this.#used.get(name) ?? NO_AMOUNTS),
    };
    return gatherEvidence(pod, view, 'manifest');
  }

  /** Counts a pod that runs already. */
  count(nodeName: string): void {
    this.byNode.set(nodeName, (this.byNode.get(nodeName) ?? 0) + 1);
  }

  /** Places a pod on the best node; says whether there was one. */
  place(pod: KubernetesObject, isLikeTheLast: boolean): boolean {
    this.#open = this.#openFor(pod, isLikeTheLast);
    const best = this.#best(pod);
    if (best === undefined) return false;
    this.#scene.ledger.place(this.evidenceOn(pod, [best]), best);
    this.#used.set(best.name, sumAmounts(this.#used.get(best.name) ?? NO_AMOUNTS, podRequests(pod)));
    this.#last = best;
    this.count(best.name);
    return true;
  }

  /** A replica like the one before finds all nodes as that one did, but for the one that it took. */
  #openFor(pod: KubernetesObject, isLikeTheLast: boolean): ReadonlyMap<string, ScoredNode> {
    if (!isLikeTheLast || this.#open === undefined || this.#last === undefined) {
      return this.#judge(pod, this.#scene.cluster.nodes());
    }
    const open = new Map(this.#open);
    open.delete(this.#last.name);
    for (const [name, node] of this.#judge(pod, [this.#last])) open.set(name, node);
    return open;
  }

  #judge(pod: KubernetesObject, nodes: readonly NodeState[]): ReadonlyMap<string, ScoredNode> {
    const free = this.evidenceOn(pod, nodes)
      .nodes.filter(fits)
      .map(({ state }) => state);
    const { context, freeSpace } = this.#scene.ledger;
    const scores = prioritize(pod, free, context, DEFAULT_EXTENDER_CONFIG, freeSpace);
    return new Map(free.map((node, index) => [node.name, { node, score: scores?.[index]?.score ?? 0 }]));
  }

  /** Whether the pod must not share a node with what runs there, or was placed there before it. */
  #isShunned(pod: KubernetesObject, node: Node): boolean {
    const shuns = shunnedPods(pod);
    const { cluster } = this.#scene;
    return (this.byNode.has(node.name) && shuns(pod)) || cluster.podsOn(node.name).some(shuns);
  }

  #best(pod: KubernetesObject): NodeState | undefined {
    let best: ScoredNode | undefined;
    for (const one of this.#open?.values() ?? []) {
      if (best !== undefined && this.#compare(one, best) >= 0) continue;
      if (!this.#isShunned(pod, one.node)) best = one;
    }
    return best?.node;
  }

  #compare(left: ScoredNode, right: ScoredNode): number {
    const placed = ({ node }: ScoredNode) => this.byNode.get(node.name) ?? 0;
    return right.score - left.score || placed(left) - placed(right);
  }
}

function explainNext(pod: KubernetesObject, placement: Placement, { cluster }: FitScene): Explanation {
  const evidence = placement.evidenceOn(pod, cluster.nodes());
  const subject = subjectOf(pod);
  if (!evidence.nodes.some(fits)) return explainEvidence(subject, evidence);
  const summary = 'every node that has room runs a pod that its anti-affinity shuns';
  return plainExplanation(subject, true, summary);
}

/** Places the replicas of a workload; `undefined` for objects that make no pods. */
export function fitWorkload(workload: KubernetesObject, wanted: number, scene: FitScene): Fit | undefined {
  const placement = new Placement(scene);
  const { lookup } = scene.ledger.context;
  let wasFresh = false;
  let placed = 0;
  let next: Explanation | undefined;
  for (; placed < wanted && next === undefined;) {
    const replica = replicaOf(workload, placed, scene.namespace);
    if (replica === undefined) return undefined;
    const { pod } = replica;
    const running = nodeNameOf(lookup.get('Pod', namespaceOf(pod), nameOf(pod)) ?? {});
    const made = replica.claims.filter(
      claim => lookup.get('PersistentVolumeClaim', namespaceOf(claim), nameOf(claim)) === undefined,
    );
    scene.ledger.add(made);
    const isNew = isFresh(pod, made);
    if (running !== undefined) placement.count(running);
    else if (!placement.place(pod, isNew && wasFresh)) next = explainNext(pod, placement, scene);
    wasFresh = isNew && running === undefined;
    if (next === undefined) placed += 1;
  }
  return { workload: referenceOf(workload), wanted, placed, byNode: placement.byNode, next };
}
