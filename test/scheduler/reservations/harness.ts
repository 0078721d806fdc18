import type { JsonObject } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { nameOf, namespaceOf } from '../../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../../src/core/object-store.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import type { Settings } from '../../../src/core/settings.ts';
import type { HookContext } from '../../../src/hooks/context.ts';
import type { ExtenderConfig } from '../../../src/scheduler/extender-config.ts';
import { createExtender } from '../../../src/scheduler/extender.ts';
import type { Extender } from '../../../src/scheduler/extender.ts';
import { reportedSpace } from '../../../src/scheduler/free-space.ts';
import type { PoolKey } from '../../../src/scheduler/free-space.ts';
import type { Verdict } from '../../../src/scheduler/predicate.ts';
import type { NodeScore } from '../../../src/scheduler/prioritize.ts';
import { promisedSpace } from '../../../src/scheduler/reservations/promised-space.ts';
import { Reservations } from '../../../src/scheduler/reservations/reservations.ts';
import type { ReservationsOptions } from '../../../src/scheduler/reservations/reservations.ts';
import { bareNode, decodeNode } from '../../../src/core/node.ts';
import { podWith, storageClass } from '../../support/objects.ts';
import { parseYaml } from '../../support/rule-harness.ts';
import { VirtualTime } from './virtual-time.ts';

export const GIB = 1n << 30n;
const SSD: PoolKey = { driver: 'topolvm', pool: 'ssd' };

/** What a test may set. */
export interface HarnessOptions extends Partial<
  Pick<ReservationsOptions, 'mode' | 'metrics' | 'ageOf' | 'coldFor'>
> {
  readonly settings?: Partial<Settings>;
  readonly config?: ExtenderConfig;
}

/** Fields of a claim of class `ssd` unless said. */
export interface ClaimFields {
  readonly uid?: string;
  readonly gib?: number;
  readonly storageClassName?: string;
  readonly selected?: string;
  readonly volumeName?: string;
  readonly capacityGib?: number;
}

/** A claim in namespace `shop`; its uid is its name unless said. */
export function claimOf(name: string, fields: ClaimFields = {}): KubernetesObject {
  const { uid = name, gib = 3, storageClassName = 'ssd', selected, volumeName, capacityGib } = fields;
  const isBound = volumeName !== undefined;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace: 'shop',
      uid,
      ...(selected !== undefined && { annotations: { 'volume.kubernetes.io/selected-node': selected } }),
    },
    spec: {
      storageClassName,
      resources: { requests: { storage: `${gib}Gi` } },
      ...(isBound && { volumeName }),
    },
    status: {
      phase: isBound ? 'Bound' : 'Pending',
      ...(capacityGib !== undefined && { capacity: { storage: `${capacityGib}Gi` } }),
    },
  };
}

/** A pod in namespace `shop` that mounts claims; its uid is its name. */
export function podOf(name: string, claims: readonly string[], fields: JsonObject = {}): KubernetesObject {
  const pod = podWith(claims, { metadata: { name, namespace: 'shop', uid: name } });
  return { ...pod, ...fields };
}

/** The extender with reservations over a cluster that the test changes object by object, in time that it lets pass. */
export class Harness {
  readonly time = new VirtualTime();
  readonly context: HookContext & { readonly lookup: ObjectStore };
  readonly reservations: Reservations;
  readonly extender: Extender;

  constructor(objects: readonly KubernetesObject[], options: HarnessOptions = {}) {
    const { settings, config, mode = 'wait', ...rest } = options;
    const lookup = new ObjectStore({ complete: 'all' });
    this.context = { lookup, settings: { ...DEFAULT_SETTINGS, ...settings }, parseYaml };
    lookup.set(storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }));
    for (const object of objects) lookup.set(object);
    const { context, time } = this;
    this.reservations = new Reservations({ mode, context, clock: time, coldFor: 0, ...rest });
    this.reservations.rebuild();
    this.extender = createExtender(context, config, this.reservations);
  }

  /** Adds an object or replaces it, and lets the reservations hear of it. */
  put(...objects: readonly KubernetesObject[]): void {
    for (const object of objects) {
      this.context.lookup.set(object);
      this.reservations.note({ type: 'put', object });
    }
  }

  remove(object: KubernetesObject): void {
    this.context.lookup.delete(object.kind, namespaceOf(object), nameOf(object));
    this.reservations.note({ type: 'removed', object });
  }

  /** Asks where a pod may run; all nodes are candidates unless named. */
  ask(pod: JsonObject, names: readonly string[] = this.#nodes()): Verdict | Promise<Verdict> {
    return this.extender.predicate({ pod, candidates: { form: 'names', names } });
  }

  /** Asks where a pod may run, and expects to be told at once. */
  filter(pod: JsonObject, names?: readonly string[]): Verdict {
    const verdict = this.ask(pod, names);
    if (verdict instanceof Promise) throw new Error('the call waits');
    return verdict;
  }

  score(pod: JsonObject): readonly NodeScore[] | null {
    return this.extender.prioritize({ pod, candidates: { form: 'names', names: this.#nodes() } });
  }

  /** GiB that a pod of which nothing is known could still get. */
  free(nodeName: string, pool: PoolKey = SSD): number | undefined {
    const { state, holdings } = this.reservations;
    const { freeSpace } = promisedSpace({
      reported: reportedSpace(this.context),
      state,
      holdings,
      podUid: 'somebody',
      takes: [],
      counting: 'all',
    });
    const object = this.context.lookup.get('Node', undefined, nodeName);
    const free = freeSpace(pool)(object === undefined ? bareNode(nodeName) : decodeNode(object))?.freeBytes;
    return free === undefined ? undefined : Number(free) / 2 ** 30;
  }

  /** What is held, in words: `a confirmed on n1`. */
  held(): readonly string[] {
    const all = [...this.reservations.state.reservations.values()];
    return all.map(({ key, state, nodes }) => `${key} ${state} on ${[...nodes].join(' ')}`);
  }

  /** Lets time pass, and lets go of what runs out. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.time.now() + milliseconds;
    this.time.at(until, () => this.reservations.passTime());
    await this.time.run(until);
  }

  #nodes(): readonly string[] {
    return this.context.lookup.list('Node').map(nameOf);
  }
}
