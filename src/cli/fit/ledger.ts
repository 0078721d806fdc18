import type { DriverContext, NodeCapacity } from '../../core/driver.ts';
import { objectAt } from '../../core/json.ts';
import { nameOf, namespaceOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { nameTerms } from '../../core/node-selector.ts';
import type { Node } from '../../core/node.ts';
import { ObjectStore } from '../../core/object-store.ts';
import { layerLookups } from '../../core/overlay-lookup.ts';
import type { Evidence } from '../../explain/evidence.ts';
import type { PoolKey } from '../../explain/scheduler-view.ts';
import { reportedSpace } from '../../scheduler/free-space.ts';

/** What is used up while replicas are placed: bytes of pools, block devices, and claims that have their volume. */
export interface Ledger {
  /** The state with everything that was placed. */
  readonly context: DriverContext;
  readonly freeSpace: (key: PoolKey) => (node: Node) => NodeCapacity | undefined;
  /** Adds objects that a replica brings along. */
  readonly add: (objects: readonly KubernetesObject[]) => void;
  /** Books what a pod uses up on a node. */
  readonly place: (evidence: Evidence, node: Node) => void;
}

function without(capacity: NodeCapacity | undefined, taken: bigint): NodeCapacity | undefined {
  if (capacity?.freeBytes === undefined || taken === 0n) return capacity;
  const rest = capacity.freeBytes - taken;
  return { ...capacity, freeBytes: rest > 0n ? rest : 0n };
}

/** The volume that a claim gets, on the node of its pod. */
function volumeFor(claim: KubernetesObject, node: Node, driver: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${namespaceOf(claim) ?? ''}.${nameOf(claim)}` },
    spec: {
      csi: { driver },
      nodeAffinity: { required: { nodeSelectorTerms: nameTerms([node.name]) } },
    },
  };
}

function bound(claim: KubernetesObject, volumeName: string): KubernetesObject {
  return { ...claim, spec: { ...objectAt(claim, 'spec'), volumeName }, status: { phase: 'Bound' } };
}

function claimed(device: KubernetesObject): KubernetesObject {
  return { ...device, status: { ...objectAt(device, 'status'), claimState: 'Claimed' } };
}

/** Opens an empty ledger over a state. */
export function openLedger(state: DriverContext): Ledger {
  const made = new ObjectStore();
  const taken = new Map<string, bigint>();
  const context = { ...state, lookup: layerLookups(made, state.lookup) };
  const reported = reportedSpace(state);

  function bookPools({ needs }: Evidence, node: Node): void {
    for (const { driver, pools } of needs) {
      for (const { pool, bytes } of pools) {
        const key = `${driver.id} ${node.name} ${pool}`;
        taken.set(key, (taken.get(key) ?? 0n) + bytes);
      }
    }
  }

  function bookDevices({ needs }: Evidence, node: Node): void {
    for (const { driver, claims } of needs) {
      for (const { takes } of driver.room?.(claims, context)?.(node) ?? []) {
        const device = takes && context.lookup.get(takes.kind, takes.namespace, takes.name);
        if (device !== undefined) made.set(claimed(device));
      }
    }
  }

  /** Of drivers whose volumes lie on nodes only: others may be used anywhere once they are made. */
  function bindClaims({ needs, demands }: Evidence, node: Node): void {
    const local = new Set(demands.flatMap(({ claims }) => claims));
    for (const { namespace, name, claim, storageClass } of needs.flatMap(({ claims }) => claims)) {
      const object = context.lookup.get('PersistentVolumeClaim', namespace, name);
      if (object === undefined || claim?.isBound !== false || !local.has(name)) continue;
      const volume = volumeFor(object, node, storageClass?.provisioner ?? '');
      made.set(volume);
      made.set(bound(object, nameOf(volume)));
    }
  }

  return {
    context,
    freeSpace: key => {
      const spaceOn = reported(key);
      return node => without(spaceOn(node), taken.get(`${key.driver} ${node.name} ${key.pool}`) ?? 0n);
    },
    add: objects => {
      for (const object of objects) made.set(object);
    },
    place(evidence, node) {
      bookPools(evidence, node);
      bookDevices(evidence, node);
      bindClaims(evidence, node);
    },
  };
}
