import type { DriverContext, NodeCapacity } from '../core/driver.ts';
import type { Node } from '../core/node.ts';
import { DRIVERS } from '../drivers/registry.ts';

/** A pool, whatever the node: two drivers may use the same name. */
export interface PoolKey {
  /** The driver's id. */
  readonly driver: string;
  readonly pool: string;
}

/**
 * What a node has free of a pool; `undefined` when it reports nothing. Decisions see free space only through this, so that
 * space which is promised to other pods can be subtracted on the way.
 */
export type FreeSpace = (node: Node, key: PoolKey) => NodeCapacity | undefined;

/** Free space as the nodes report it. */
export function reportedSpace(context: DriverContext): FreeSpace {
  return (node, { driver: id, pool }) =>
    DRIVERS.find(driver => driver.id === id)
      ?.capacity(node, context)
      .find(capacity => capacity.pool === pool);
}
