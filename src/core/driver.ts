import type { JsonObject } from './json.ts';
import type { KubernetesObject, ObjectReference } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import type { NodeSelectorTerm } from './node-selector.ts';
import type { Node } from './node.ts';
import type { PodClaim } from './pod-claim.ts';
import type { ObjectRule } from './rule.ts';
import type { Settings } from './settings.ts';
import type { StorageClass } from './storage-class.ts';
import type { ParseYaml } from './yaml.ts';

/** What a driver may know besides the claims. */
export interface DriverContext {
  readonly lookup: Lookup;
  readonly settings: Settings;
  readonly parseYaml: ParseYaml;
}

/** Bytes that a pod needs of one pool. */
export interface PoolDemand {
  /** The pool as nodes name it: a device class, a volume type. */
  readonly pool: string;
  readonly bytes: bigint;
  /** The claims that ask for it. */
  readonly claims: readonly string[];
}

/** What a pod needs of one driver, and what the webhook writes into it. */
export interface Demand {
  /** Extended resources of the first container, requests and limits alike; values are Kubernetes quantities. */
  readonly resources: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** Prefixes of annotations that are ours: those present but not computed are stale and removed. */
  readonly annotationPrefixes: readonly string[];
  readonly pools: readonly PoolDemand[];
  /** Things the user should hear of, at most 120 characters each. */
  readonly warnings: readonly string[];
  /** Why the pod cannot be answered at all (compat modes only); the hook then answers with an error. */
  readonly failure?: string;
}

/** What one node has of one pool. */
export interface NodeCapacity {
  readonly pool: string;
  /** Free bytes; `undefined` when the node reports something unreadable. */
  readonly freeBytes: bigint | undefined;
  /** The figure as reported. */
  readonly reported: string;
}

/** What a node has for one of a pod's claims. */
export interface ClaimRoom {
  /** The claim's name. */
  readonly claim: string;
  readonly pool: string;
  /** Bytes of the largest volume that the claim alone could get there now; `undefined` when nothing there is for it. */
  readonly freeBytes: bigint | undefined;
  /** What the claim would use up there, next to the pod's other claims; `undefined` when they do not all fit. */
  readonly takes: ObjectReference | undefined;
  /** What is large enough and not to be had, and why: `sdc is not Unclaimed`. */
  readonly obstacles: readonly string[];
}

/** What a node gives to the claims of a pod where its space is made of whole units: why it cannot, or the unit of each claim. */
export type Allotment = { readonly misfit: string } | { readonly units: ReadonlyMap<string, string> };

/** Space that is made of whole units, block devices for example, each of which holds one volume. */
export interface UnitPool {
  /** The pool that the units make up. */
  readonly pool: string;
  /** As {@link Driver.misfit}, with the units (by name) left out that a node has promised to other pods. */
  readonly allot: (
    claims: readonly PodClaim[],
    context: DriverContext,
    promised: (nodeName: string) => ReadonlySet<string>,
  ) => (node: Node) => Allotment;
  /** Names of the units of a node that are taken, by volumes or by others. */
  readonly taken: (nodeName: string, context: DriverContext) => ReadonlySet<string>;
  /** The node whose units an object tells of; `undefined` for objects of other kinds. */
  readonly nodeOf: (object: KubernetesObject) => string | undefined;
}

/** A set of nodes that a pod must or should run on, and why. */
export interface NodeConstraint {
  /** ORed terms; normally one term with one `In` requirement. */
  readonly terms: readonly NodeSelectorTerm[];
  /** Names of the nodes in the set, for messages and conflict checks; `undefined` when they cannot be named. */
  readonly nodes: ReadonlySet<string> | undefined;
  /** The claims that ask for it. */
  readonly claims: readonly string[];
  /** `IOMesh cluster iomesh-system/iomesh`, `PersistentVolume pvc-1`: ends the sentence "because of …". */
  readonly reason: string;
}

/** Where a pod's claims of one driver allow it to run. */
export interface Topology {
  /** Stable facts that the webhook injects as required node affinity. */
  readonly required: readonly NodeConstraint[];
  /** Wishes that the webhook injects as preferred node affinity, with weight 1 to 100. */
  readonly preferred: readonly (NodeConstraint & { readonly weight: number })[];
  /** Facts that the scheduler enforces by itself (bound volumes): not injected, used for conflict checks. */
  readonly enforced: readonly NodeConstraint[];
}

/** One storage driver: data and pure functions. A new driver is one new folder. */
export interface Driver {
  readonly id: string;
  readonly title: string;
  /** Names of its CSI driver, legacy ones included. */
  readonly provisioners: (settings: Settings) => readonly string[];
  /** JSON Schema of its StorageClass parameters. */
  readonly parameters: JsonObject;
  /** What a pod needs. `claims` are the pod's claims of this driver, bound ones included; `pod` is for inline volumes. */
  readonly demand: (claims: readonly PodClaim[], context: DriverContext, pod?: JsonObject) => Demand;
  /** What a node reports to have, per pool. */
  readonly capacity: (node: Node, context: DriverContext) => readonly NodeCapacity[];
  /**
   * For pods whose claims cannot be found: what their annotations say that they need. Absent where the webhook writes none.
   */
  readonly annotatedDemand?: (pod: JsonObject, context: DriverContext) => readonly PoolDemand[];
  /**
   * For drivers whose space is no sum of bytes: makes, once for a pod, the question why a node cannot hold its claims. The
   * answer is short and the same for every node; `undefined` when the node can, as far as is known. Where this is given, the
   * scheduler asks it instead of comparing `demand` with `capacity`.
   */
  readonly misfit?: (
    claims: readonly PodClaim[],
    context: DriverContext,
  ) => (node: Node) => string | undefined;
  /**
   * Where {@link misfit} is given: what a node has for each claim that it asks about, for explanations and for counting.
   * `undefined` when too little is known to say.
   */
  readonly room?: (
    claims: readonly PodClaim[],
    context: DriverContext,
  ) => ((node: Node) => readonly ClaimRoom[]) | undefined;
  /** Where {@link misfit} is about whole units: lets the scheduler promise them. */
  readonly units?: UnitPool;
  /** Where the claims allow the pod to run. */
  readonly topology: (claims: readonly PodClaim[], context: DriverContext) => Topology;
  /** The value of `stowage.dev/topology` for a claim of this class; `undefined` when it cannot be told. */
  readonly claimTopology: (storageClass: StorageClass, context: DriverContext) => string | undefined;
  /** The capacity request that the claim gets when it has none, as a quantity. */
  readonly defaultRequest: string | undefined;
  /** Rules of this driver's objects. */
  readonly rules: readonly ObjectRule[];
}

/** Defines a driver. */
export function defineDriver(driver: Driver): Driver {
  return driver;
}

/** The demand of a pod that needs nothing. */
export const NO_DEMAND: Demand = {
  resources: new Map(),
  annotations: new Map(),
  annotationPrefixes: [],
  pools: [],
  warnings: [],
};

/** The topology of claims that may go anywhere. */
export const ANYWHERE: Topology = { required: [], preferred: [], enforced: [] };
