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
 * Makes, once for a pool, the question what a node has free of it; the answer is `undefined` when the node reports nothing.
 * Decisions see free space only through this, so that space which is promised to other pods can be subtracted on the way.
 */
export type FreeSpace = (key: PoolKey) => (node: Node) => NodeCapacity | undefined;

/** Free space as the nodes report it. */
export function reportedSpace(context: DriverContext): FreeSpace {
  return ({ driver: id, pool }) => {
    const driver = DRIVERS.find(one => one.id === id);
    return node => driver?.capacity(node, context).find(capacity => capacity.pool === pool);
  };
}
