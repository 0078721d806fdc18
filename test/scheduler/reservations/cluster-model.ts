import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { nameOf, namespaceOf } from '../../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../../src/core/object-store.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import type { HookContext } from '../../../src/hooks/context.ts';
import { createExtender } from '../../../src/scheduler/extender.ts';
import type { Extender } from '../../../src/scheduler/extender.ts';
import { Reservations } from '../../../src/scheduler/reservations/reservations.ts';
import type { ReservationMode } from '../../../src/scheduler/reservations/reservations.ts';
import { parseYaml } from '../../support/rule-harness.ts';
import { storageClass } from '../../support/objects.ts';
import { claimObject, nodeObject, podObject, volumeObject } from './model-objects.ts';
import type { Claim, Pod, Worker } from './model-objects.ts';
import { randomOf, VirtualTime } from './virtual-time.ts';

/** Milliseconds: always the same, or any from one up to another. */
export type Delay = number | readonly [from: number, to: number];

/** How a model cluster behaves. */
export interface Behaviour {
  readonly mode: ReservationMode | 'off';
  readonly seed: number;
  readonly nodes: number;
  /** GiB of each node. */
  readonly nodeSize: number;
  /** From filtering a pod to the next. */
  readonly cycle: number;
  /** From a change in the API to its being known to the extender. */
  readonly claimLag: Delay;
  readonly podLag: Delay;
  readonly nodeLag: Delay;
  /** From a node's being chosen to the volume. */
  readonly provisioning: Delay;
  /** From the volume to its claim's being bound. */
  readonly binding: Delay;
  /** From the volume to the node's reporting it. */
  readonly refresh: Delay;
  /** How often something else than storage refuses a pod after all. */
  readonly vetoes: number;
}

/** A burst as TopoLVM's users describe it: volumes take seconds, decisions a hundredth. */
export const USUAL: Omit<Behaviour, 'mode' | 'seed' | 'nodes' | 'nodeSize'> = {
  cycle: 10,
  claimLag: 25,
  podLag: 25,
  nodeLag: 25,
  provisioning: 2000,
  binding: 0,
  refresh: 1000,
  vetoes: 0,
};

/** A pod with its claims; several pods may name the same one. */
export interface ModelPod {
  readonly name: string;
  readonly claims: readonly { readonly name: string; readonly gib: number }[];
}

/** What came of it. */
export interface Outcome {
  /** Volumes that could not be made where they were to be. */
  readonly failures: number;
  /** Pods that were told that they fit nowhere while there was room that nobody was on the way to. */
  readonly falseRejections: number;
  /** Milliseconds from the first pod until the last volume was made. */
  readonly lastPlaced: number;
  readonly placed: number;
  /** GiB taken on each node. */
  readonly taken: readonly number[];
  /** The longest that one call took, in milliseconds. */
  readonly longestCall: number;
}

/** kube-scheduler's own limit on its writes: so many a second, and so many at once. */
const WRITES_PER_MS = 50 / 1000;
const BURST = 100;

/** After a start the extender is cold for a while; the story begins when it is warm. */
const WARM_AFTER = 5_000;

/** More than any news takes. */
const HEARD_AFTER = 1_000;

const REFUSED: Extender = {
  predicate: () => Promise.reject(new Error('connection refused')),
  prioritize: () => null,
};

function sum(claims: readonly Claim[]): number {
  return claims.reduce((total, { gib }) => total + gib, 0);
}

/**
 * A cluster in virtual time: one kube-scheduler that filters pod after pod and picks any of the nodes it is told, a provisioner
 * that fails where there is no space, nodes that report late, and the real extender, which hears of everything late.
 */
export class ClusterModel {
  readonly time = new VirtualTime();
  /** What the extender knows. */
  readonly known: HookContext & { readonly lookup: ObjectStore };
  readonly #behaviour: Behaviour;
  readonly #random: () => number;
  readonly #workers: readonly Worker[];
  readonly #claims = new Map<string, Claim>();
  /** When a claim was deleted last, by its name. */
  readonly #goneAt = new Map<string, number>();
  readonly #pods: Pod[] = [];
  readonly #queue: Pod[] = [];
  /** When the latest news of a kind comes. */
  readonly #latest = new Map<string, number>();
  /** When what a node object says was measured. */
  readonly #measuredAt = new WeakMap<KubernetesObject, number>();
  #extender: Extender;
  #reservations: Reservations | undefined;
  #isBusy = false;
  #writes = BURST;
  #writesAt = 0;
  #uids = 0;
  #firstAt: number | undefined;
  #failures = 0;
  #falseRejections = 0;
  #lastPlaced = 0;
  #placed = 0;
  #longestCall = 0;

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
    this.#random = randomOf(behaviour.seed);
    this.known = { lookup: new ObjectStore({ complete: 'all' }), settings: DEFAULT_SETTINGS, parseYaml };
    this.known.lookup.set(storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }));
    this.#workers = Array.from({ length: behaviour.nodes }, (_, index) => ({
      name: `n${index}`,
      size: behaviour.nodeSize,
      taken: 0,
    }));
    for (const worker of this.#workers) this.known.lookup.set(this.#measure(worker));
    this.#extender = this.#start();
  }

  /** Runs what happens in so many milliseconds after the extender is warm; the script says what users do, and when. */
  async run(milliseconds: number, script: (model: ClusterModel) => void): Promise<Outcome> {
    this.time.after(WARM_AFTER, () => script(this));
    await this.time.run(this.time.now() + WARM_AFTER + milliseconds);
    return this.outcome();
  }

  outcome(): Outcome {
    return {
      failures: this.#failures,
      falseRejections: this.#falseRejections,
      lastPlaced: this.#lastPlaced,
      placed: this.#placed,
      taken: this.#workers.map(({ taken }) => taken),
      longestCall: this.#longestCall,
    };
  }

  /**
   * Creates a pod, and its claims as far as they do not exist. One that is made anew waits until all have heard that the one
   * before is gone: to whoever has not, the pod mounts the old one.
   */
  create(wanted: ModelPod): void {
    const gone = wanted.claims.map(({ name }) => (this.#goneAt.get(name) ?? 0) + HEARD_AFTER);
    this.time.at(Math.max(...gone), () => this.#create(wanted));
  }

  #create({ name, claims }: ModelPod): void {
    this.#firstAt ??= this.time.now();
    const own = claims.map(claim => this.#claims.get(claim.name) ?? this.#createClaim(claim));
    const pod: Pod = {
      name,
      uid: this.#uid(),
      claims: own,
      attempts: 0,
      unschedulable: undefined,
      isDone: false,
      isGone: false,
    };
    this.#pods.push(pod);
    this.#tell('put', podObject(pod));
    this.#enqueue(pod);
  }

  /** Deletes a pod and the claims that no other pod names, whatever they are up to. */
  deletePod(name: string): void {
    const pod = this.#pods.find(one => one.name === name && !one.isGone);
    if (pod === undefined) return;
    pod.isGone = true;
    this.#tell('removed', podObject(pod));
    const shared = new Set(this.#pods.filter(({ isGone }) => !isGone).flatMap(({ claims }) => claims));
    for (const claim of pod.claims) if (!shared.has(claim) && !claim.isGone) this.#deleteClaim(claim);
  }

  /** Takes the extender away with all that it knows by heart, and brings a new one after so many milliseconds. */
  restartExtender(downFor: number): void {
    this.#reservations = undefined;
    this.#extender = REFUSED;
    this.time.after(downFor, () => (this.#extender = this.#start()));
  }

  /**
   * The claims that are known to be on their way to a node which is not known to report them yet: what nobody may forget.
   */
  inFlight(): readonly Claim[] {
    return [...this.#claims.values()].filter(({ name, uid, madeAt }) => {
      const claim = this.known.lookup.get('PersistentVolumeClaim', 'shop', name);
      const metadata = claim?.['metadata'] as
        { uid?: string; annotations?: Record<string, string> } | undefined;
      const selected = metadata?.annotations?.['volume.kubernetes.io/selected-node'];
      if (metadata?.uid !== uid || selected === undefined) return false;
      const node = this.known.lookup.get('Node', undefined, selected);
      const measuredAt = (node && this.#measuredAt.get(node)) ?? 0;
      return madeAt === undefined || madeAt > measuredAt;
    });
  }

  #start(): Extender {
    const { mode } = this.#behaviour;
    if (mode === 'off') return createExtender(this.known);
    this.#reservations = new Reservations({ mode, context: this.known, clock: this.time });
    this.#reservations.rebuild();
    return createExtender(this.known, undefined, this.#reservations);
  }

  #uid(): string {
    this.#uids += 1;
    return `uid-${this.#uids}`;
  }

  #delay(delay: Delay): number {
    if (typeof delay === 'number') return delay;
    return delay[0] + this.#random() * (delay[1] - delay[0]);
  }

  /** Lets the extender know; what happens to one kind is heard of in its order. */
  #tell(type: 'put' | 'removed', object: KubernetesObject): void {
    const { claimLag, nodeLag, podLag } = this.#behaviour;
    const lags: Readonly<Record<string, Delay>> = { PersistentVolumeClaim: claimLag, Node: nodeLag };
    const soonest = this.time.now() + this.#delay(lags[object.kind] ?? podLag);
    const at = Math.max(soonest, this.#latest.get(object.kind) ?? 0);
    this.#latest.set(object.kind, at);
    this.time.at(at, () => {
      const { lookup } = this.known;
      if (type === 'put') lookup.set(object);
      else lookup.delete(object.kind, namespaceOf(object), nameOf(object));
      this.#reservations?.note({ type, object });
    });
  }

  #measure(worker: Worker): KubernetesObject {
    const object = nodeObject(worker, this.time.now());
    this.#measuredAt.set(object, this.time.now());
    return object;
  }

  #createClaim({ name, gib }: ModelPod['claims'][number]): Claim {
    const claim: Claim = {
      name,
      gib,
      uid: this.#uid(),
      node: undefined,
      isBound: false,
      isGone: false,
      assumed: undefined,
      madeAt: undefined,
    };
    this.#claims.set(name, claim);
    this.#tell('put', claimObject(claim));
    return claim;
  }

  #deleteClaim(claim: Claim): void {
    claim.isGone = true;
    claim.assumed = undefined;
    this.#claims.delete(claim.name);
    this.#goneAt.set(claim.name, this.time.now());
    this.#tell('removed', claimObject(claim));
    if (claim.isBound) this.time.after(this.#delay(this.#behaviour.provisioning), () => this.#free(claim));
  }

  #free({ node, gib }: Claim): void {
    const worker = this.#workers.find(({ name }) => name === node);
    if (worker === undefined) return;
    worker.taken -= gib;
    this.#refresh(worker);
  }

  #refresh(worker: Worker): void {
    this.time.after(this.#delay(this.#behaviour.refresh), () => this.#tell('put', this.#measure(worker)));
  }

  #enqueue(pod: Pod): void {
    this.#queue.push(pod);
    this.time.after(0, () => this.#schedule());
  }

  #schedule(): void {
    const pod = this.#isBusy ? undefined : this.#queue.shift();
    if (pod === undefined) return;
    this.#isBusy = true;
    void this.#filter(pod);
  }

  #nextCycle(): void {
    this.time.after(this.#behaviour.cycle, () => {
      this.#isBusy = false;
      this.#schedule();
    });
  }

  /** The nodes that are left when the extender is asked: a claim that has a node binds its pod to it. */
  #candidates(pod: Pod): readonly string[] {
    const chosen = pod.claims.map(({ node }) => node).filter(node => node !== undefined);
    return this.#workers.map(({ name }) => name).filter(name => chosen.every(node => node === name));
  }

  async #filter(pod: Pod): Promise<void> {
    if (pod.isGone || pod.isDone) return this.#nextCycle();
    const start = this.time.now();
    const candidates = { form: 'names', names: this.#candidates(pod) } as const;
    const verdict = await this.#ask(pod, candidates);
    this.#longestCall = Math.max(this.#longestCall, this.time.now() - start);
    this.#nextCycle();
    if (!pod.isGone) this.#decide(pod, verdict);
  }

  async #ask(pod: Pod, candidates: Parameters<Extender['predicate']>[0]['candidates']) {
    try {
      return (await this.#extender.predicate({ pod: podObject(pod), candidates })).passed;
    } catch {
      return undefined;
    }
  }

  #decide(pod: Pod, passed: readonly string[] | undefined): void {
    if (passed === undefined) return this.#backOff(pod, 'the extender does not answer');
    const chosen = passed[Math.floor(this.#random() * passed.length)];
    if (chosen === undefined) {
      if (this.#hasRoom(pod)) this.#falseRejections += 1;
      return this.#backOff(pod, 'no node has room');
    }
    if (this.#random() < this.#behaviour.vetoes) return this.#backOff(pod, 'another plugin refused');
    this.#assume(pod, chosen);
  }

  /** Whether there is room for a pod that nobody is on the way to. */
  #hasRoom(pod: Pod): boolean {
    const wanted = sum(pod.claims.filter(({ isBound }) => !isBound));
    const coming = [...this.#claims.values()].filter(
      ({ madeAt, uid }) => madeAt === undefined && !pod.claims.some(claim => claim.uid === uid),
    );
    return this.#workers.some(({ name, size, taken }) => {
      const promised = sum(coming.filter(({ assumed }) => assumed === name));
      return taken + promised + wanted <= size;
    });
  }

  #backOff(pod: Pod, why: string): void {
    for (const claim of pod.claims) if (claim.node === undefined) claim.assumed = undefined;
    const seconds = Math.min(2 ** pod.attempts, 10);
    pod.attempts += 1;
    if (pod.unschedulable !== why) {
      pod.unschedulable = why;
      this.#tell('put', podObject(pod));
    }
    this.time.after(seconds * 1000, () => this.#enqueue(pod));
  }

  /** The scheduler goes on at once; the write waits for its turn. */
  #assume(pod: Pod, node: string): void {
    const waiting = pod.claims.filter(({ isBound }) => !isBound);
    for (const claim of waiting) claim.assumed = node;
    for (const claim of waiting) {
      if (claim.node === undefined) this.#write(() => this.#select(pod, claim, node));
    }
    this.#finish(pod);
  }

  #write(run: () => void): void {
    const now = this.time.now();
    this.#writes = Math.min(BURST, this.#writes + (now - this.#writesAt) * WRITES_PER_MS) - 1;
    this.#writesAt = now;
    this.time.after(this.#writes >= 0 ? 0 : -this.#writes / WRITES_PER_MS, run);
  }

  /** A claim that got a node through another pod keeps that; the write is refused. */
  #select(pod: Pod, claim: Claim, node: string): void {
    if (claim.isGone || claim.node === node) return;
    if (claim.node !== undefined) return this.#backOff(pod, 'the claim has another node');
    claim.node = node;
    this.#tell('put', claimObject(claim));
    this.time.after(this.#delay(this.#behaviour.provisioning), () => this.#provision(pod, claim, node));
  }

  #provision(pod: Pod, claim: Claim, node: string): void {
    const worker = this.#workers.find(({ name }) => name === node);
    if (worker === undefined) return;
    if (worker.taken + claim.gib > worker.size) return this.#fail(pod, claim);
    worker.taken += claim.gib;
    claim.madeAt = this.time.now();
    this.#refresh(worker);
    this.#lastPlaced = this.time.now() - (this.#firstAt ?? 0);
    this.#placed += 1;
    this.time.after(this.#delay(this.#behaviour.binding), () => this.#bind(pod, claim));
  }

  #fail(pod: Pod, claim: Claim): void {
    this.#failures += 1;
    claim.node = undefined;
    claim.assumed = undefined;
    if (claim.isGone) return;
    this.#tell('put', claimObject(claim));
    this.#backOff(pod, 'the volume could not be made');
  }

  /** A volume whose claim has gone meanwhile is deleted again. */
  #bind(pod: Pod, claim: Claim): void {
    if (claim.isGone) {
      this.time.after(this.#delay(this.#behaviour.provisioning), () => this.#free(claim));
      return;
    }
    claim.isBound = true;
    this.#tell('put', volumeObject(claim, this.time.now()));
    this.#tell('put', claimObject(claim));
    for (const one of this.#pods) if (one.claims.includes(claim)) this.#finish(one);
    this.#finish(pod);
  }

  /** A pod runs once all its claims are bound. */
  #finish(pod: Pod): void {
    if (pod.isDone || pod.isGone || !pod.claims.every(({ isBound }) => isBound)) return;
    pod.isDone = true;
    this.#tell('put', podObject(pod));
  }
}
