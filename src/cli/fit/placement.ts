import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Node } from '../../core/node.ts';
import type { Cluster } from '../../explain/cluster.ts';
import { gatherEvidence } from '../../explain/evidence.ts';
import type { Evidence } from '../../explain/evidence.ts';
import { fits } from '../../explain/judged-node.ts';
import type { NodeState } from '../../explain/node-state.ts';
import { NO_AMOUNTS, podRequests, sumAmounts } from '../../explain/pod-resources.ts';
import type { Amounts } from '../../explain/pod-resources.ts';
import { DEFAULT_EXTENDER_CONFIG } from '../../scheduler/extender-config.ts';
import { prioritize } from '../../scheduler/prioritize.ts';
import { shunnedPods } from './anti-affinity.ts';
import type { Ledger } from './ledger.ts';

/** Where replicas are placed. */
export interface FitScene {
  readonly cluster: Cluster;
  readonly ledger: Ledger;
  /** The namespace of workloads that name none. */
  readonly namespace: string;
}

/** A node with replicas. */
export interface FilledNode {
  readonly name: string;
  readonly replicas: number;
  /** What is left of the pools that the replicas took from. */
  readonly left: readonly { readonly class: string; readonly freeBytes: bigint | undefined }[];
}

interface ScoredNode {
  readonly node: NodeState;
  readonly score: number;
}

/** Places the replicas of one workload, one after the other, as the extender scores the nodes. */
export class Placement {
  readonly #scene: FitScene;
  readonly #replicas = new Map<string, number>();
  readonly #used = new Map<string, Amounts>();
  /** Drivers by the pools that were needed. */
  readonly #pools = new Map<string, string>();
  /** The nodes that the last replica fitted on; `undefined` when all have to be judged anew. */
  #open: ReadonlyMap<string, ScoredNode> | undefined;
  #last: NodeState | undefined;

  constructor(scene: FitScene) {
    this.#scene = scene;
  }

  /** Judges nodes for a pod, with what the replicas before it use up; all nodes unless some are given. */
  evidenceFor(pod: KubernetesObject, nodes?: readonly NodeState[]): Evidence {
    const { cluster } = this.#scene;
    const view = {
      ...cluster,
      nodes: () => nodes ?? cluster.nodes(),
      usedOn: (name: string) => sumAmounts(cluster.usedOn(name), this.#used.get(name) ?? NO_AMOUNTS),
    };
    return gatherEvidence(pod, view, 'manifest');
  }

  /** Counts a pod that runs on a node already. */
  count(nodeName: string): void {
    this.#replicas.set(nodeName, (this.#replicas.get(nodeName) ?? 0) + 1);
  }

  /** Places a pod on the best node; says whether there was one. */
  place(pod: KubernetesObject, isLikeTheLast: boolean): boolean {
    this.#open = this.#openFor(pod, isLikeTheLast);
    const best = this.#best(pod);
    if (best === undefined) return false;
    this.#book(pod, best);
    this.#last = best;
    this.count(best.name);
    return true;
  }

  /** The nodes with replicas, and what is left there. */
  filled(): readonly FilledNode[] {
    const { cluster, ledger } = this.#scene;
    const states = new Map(cluster.nodes().map(node => [node.name, node]));
    const pools = [...this.#pools].map(([pool, driver]) => ({
      pool,
      spaceOn: ledger.freeSpace({ driver, pool }),
    }));
    return [...this.#replicas].map(([name, replicas]) => {
      const node = states.get(name);
      const left = pools.map(({ pool, spaceOn }) => ({
        class: pool,
        freeBytes: node && spaceOn(node)?.freeBytes,
      }));
      return { name, replicas, left };
    });
  }

  #book(pod: KubernetesObject, node: NodeState): void {
    const evidence = this.evidenceFor(pod, [node]);
    for (const { driver, pools } of evidence.needs) {
      for (const { pool } of pools) this.#pools.set(pool, driver.id);
    }
    this.#used.set(node.name, sumAmounts(this.#used.get(node.name) ?? NO_AMOUNTS, podRequests(pod)));
    this.#scene.ledger.place(evidence, node);
  }

  /** A replica like the one before finds all nodes as that one did, but for the one that it took. */
  #openFor(pod: KubernetesObject, isLikeTheLast: boolean): ReadonlyMap<string, ScoredNode> {
    if (!isLikeTheLast || this.#open === undefined || this.#last === undefined) return this.#judge(pod);
    const open = new Map(this.#open);
    open.delete(this.#last.name);
    for (const [name, node] of this.#judge(pod, [this.#last])) open.set(name, node);
    return open;
  }

  #judge(pod: KubernetesObject, nodes?: readonly NodeState[]): ReadonlyMap<string, ScoredNode> {
    const free = this.evidenceFor(pod, nodes)
      .nodes.filter(fits)
      .map(({ state }) => state);
    const { context, freeSpace } = this.#scene.ledger;
    const scores = prioritize(pod, free, context, DEFAULT_EXTENDER_CONFIG, freeSpace);
    return new Map(free.map((node, index) => [node.name, { node, score: scores?.[index]?.score ?? 0 }]));
  }

  /** Makes the question whether a pod must not share a node with what runs there, or was placed there before it. */
  #shunned(pod: KubernetesObject): (node: Node) => boolean {
    const shuns = shunnedPods(pod);
    const { cluster } = this.#scene;
    const shunsItself = shuns(pod);
    return ({ name }) => (shunsItself && this.#replicas.has(name)) || cluster.podsOn(name).some(shuns);
  }

  #best(pod: KubernetesObject): NodeState | undefined {
    const isShunned = this.#shunned(pod);
    let best: ScoredNode | undefined;
    for (const one of this.#open?.values() ?? []) {
      if (best !== undefined && this.#compare(one, best) >= 0) continue;
      if (!isShunned(one.node)) best = one;
    }
    return best?.node;
  }

  #compare(left: ScoredNode, right: ScoredNode): number {
    const placed = ({ node }: ScoredNode) => this.#replicas.get(node.name) ?? 0;
    return right.score - left.score || placed(left) - placed(right);
  }
}
