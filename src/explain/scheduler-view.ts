import type { Driver, NodeCapacity, PoolDemand } from '../core/driver.ts';
import type { JsonObject } from '../core/json.ts';
import type { Node } from '../core/node.ts';
import type { PodClaim } from '../core/pod-claim.ts';

/** What a pod needs of one driver. */
export interface DriverNeeds {
  readonly driver: Driver;
  /** The pod's claims of this driver, bound ones included. */
  readonly claims: readonly PodClaim[];
  readonly pools: readonly PoolDemand[];
}

/** A pool, whatever the node. */
export interface PoolKey {
  /** The driver's id. */
  readonly driver: string;
  readonly pool: string;
}

/** How large a volume of a class may be on which nodes, as a CSIStorageCapacity says. */
export interface PublishedCapacity {
  readonly bytes: bigint;
  readonly reaches: (node: Node) => boolean;
}

/**
 * What an explanation asks the scheduler's own functions, so that both give the same answer. The edge fills it in: with what
 * nodes report, or with what is left of it after reservations.
 */
export interface SchedulerView {
  readonly needs: (pod: JsonObject) => readonly DriverNeeds[];
  /** Reasons by name of the nodes that the extender refuses. */
  readonly refusals: (pod: JsonObject, nodes: readonly Node[]) => ReadonlyMap<string, string>;
  /** Makes, for a pool, the question what a node has free of it; the answer is `undefined` when it reports nothing. */
  readonly freeSpace: (key: PoolKey) => (node: Node) => NodeCapacity | undefined;
  /** Whether kube-scheduler goes by the CSIStorageCapacity objects of a provisioner. */
  readonly publishesCapacity: (provisioner: string) => boolean;
  /** Those of a StorageClass; `undefined` when none are known and there may be some all the same. */
  readonly publishedCapacities: (storageClass: string) => readonly PublishedCapacity[] | undefined;
}
