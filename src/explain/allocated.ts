import { driverOf } from '../core/driver-of.ts';
import type { Driver, DriverContext } from '../core/driver.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { Node } from '../core/node.ts';
import { decodePersistentVolume } from '../core/persistent-volume.ts';
import { quantityAt } from '../core/quantity.ts';
import { decodeStorageClass } from '../core/storage-class.ts';
import { DRIVERS } from '../drivers/registry.ts';
import { oncePerKey } from './once.ts';
import { poolOfClass } from './pool-of-class.ts';
import { nodesOfTerms } from './volume-nodes.ts';

/** Names a pool of a node. */
export interface NodePool {
  readonly driver: string;
  readonly pool: string;
  readonly node: string;
}

/** Bytes of a pool of a node; `undefined` when nothing is known of any. */
export type PoolBytes = (pool: NodePool) => bigint | undefined;

/** Neither ids of drivers nor names of nodes hold a space. */
function keyOf({ driver, node, pool }: NodePool): string {
  return `${driver} ${node} ${pool}`;
}

/** Adds up bytes by pool. */
export function sumByPool(
  parts: Iterable<NodePool & { readonly bytes: bigint }>,
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const part of parts) sums.set(keyOf(part), (sums.get(keyOf(part)) ?? 0n) + part.bytes);
  return sums;
}

/** The sum of a pool; 0 when nothing was added to it. */
export function bytesOfPool(sums: ReadonlyMap<string, bigint>, pool: NodePool): bigint {
  return sums.get(keyOf(pool)) ?? 0n;
}

/** Finds the driver and the pool of StorageClasses by name; `undefined` for classes of other drivers and without a pool. */
function poolsByClass(
  context: DriverContext,
): (className: string) => { readonly driver: Driver; readonly pool: string } | undefined {
  return oncePerKey(className => {
    const object = context.lookup.get('StorageClass', undefined, className);
    const storageClass = object && decodeStorageClass(object);
    const driver = driverOf(storageClass?.provisioner, { drivers: DRIVERS, settings: context.settings });
    if (storageClass === undefined || driver === undefined) return undefined;
    const pool = poolOfClass(storageClass, driver, context);
    return pool === undefined ? undefined : { driver, pool };
  });
}

/** The bytes that existing volumes take of each pool, by the PersistentVolumes that are known. */
export function allocatedBytes(context: DriverContext, nodes: readonly Node[]): PoolBytes {
  const volumes = context.lookup.list('PersistentVolume');
  if (volumes.length === 0 && !context.lookup.isComplete('PersistentVolume')) return () => undefined;
  const poolOf = poolsByClass(context);
  const nodesOf = nodesOfTerms(nodes);
  function partsOf(object: KubernetesObject): readonly (NodePool & { readonly bytes: bigint })[] {
    const { storageClassName, nodeSelectorTerms } = decodePersistentVolume(object);
    const found = poolOf(storageClassName ?? '');
    const bytes = quantityAt(object, 'spec', 'capacity', 'storage');
    if (found === undefined || bytes === undefined) return [];
    return nodesOf(nodeSelectorTerms).map(({ name }) => ({
      driver: found.driver.id,
      pool: found.pool,
      node: name,
      bytes,
    }));
  }
  const sums = sumByPool(volumes.flatMap(partsOf));
  return pool => bytesOfPool(sums, pool);
}
