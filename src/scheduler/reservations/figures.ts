import type { Driver, DriverContext, NodeCapacity } from '../../core/driver.ts';
import { annotationWrittenAt } from '../../core/managed-fields.ts';
import { bareNode, decodeNode } from '../../core/node.ts';
import type { Node } from '../../core/node.ts';
import { DRIVERS } from '../../drivers/registry.ts';
import type { PoolKey } from '../free-space.ts';
import type { PoolFigure } from './event.ts';

/** Units of nodes that others were promised, by pool and node. */
export type PromisedUnits = (key: PoolKey) => (nodeName: string) => ReadonlySet<string>;

function nodeNamed(name: string, { lookup }: DriverContext): Node {
  const object = lookup.get('Node', undefined, name);
  return object === undefined ? bareNode(name) : decodeNode(object);
}

function capacityOf(key: PoolKey, node: Node, context: DriverContext): NodeCapacity | undefined {
  const driver = DRIVERS.find(({ id }) => id === key.driver);
  return driver?.capacity(node, context).find(({ pool }) => pool === key.pool);
}

/** What a node reports of a pool now: free bytes, or the number of units that are taken, negative. */
export function figureOf(key: PoolKey, nodeName: string, context: DriverContext): bigint | undefined {
  const units = DRIVERS.find(({ id }) => id === key.driver)?.units;
  if (units?.pool === key.pool) return BigInt(-units.taken(nodeName, context).size);
  return capacityOf(key, nodeNamed(nodeName, context), context)?.freeBytes;
}

function byteFigures(driver: Driver, node: Node, context: DriverContext): readonly PoolFigure[] {
  if (driver.misfit !== undefined) return [];
  return driver
    .capacity(node, context)
    .map(({ pool, freeBytes }) => ({ pool: { driver: driver.id, pool }, figure: freeBytes }));
}

/** What a node reports of all its pools of bytes. */
export function figuresOf(nodeName: string, context: DriverContext): readonly PoolFigure[] {
  const node = nodeNamed(nodeName, context);
  return DRIVERS.flatMap(driver => byteFigures(driver, node, context));
}

/** Figures are written under the name of their pool; pools of a legacy installation carry its name before it. */
function annotationOf(node: Node, { pool, reported }: NodeCapacity): string | undefined {
  const end = `/${pool.slice(pool.lastIndexOf('/') + 1)}`;
  return [...node.annotations].find(([key, value]) => key.endsWith(end) && value === reported)?.[0];
}

/** Says whether it is certain that a node has reported its pool after a moment, which is known to the second. */
export function hasReportedSince(
  key: PoolKey,
  nodeName: string,
  moment: number,
  context: DriverContext,
): boolean {
  const object = context.lookup.get('Node', undefined, nodeName);
  if (object === undefined) return false;
  const node = decodeNode(object);
  const capacity = capacityOf(key, node, context);
  const annotation = capacity && annotationOf(node, capacity);
  const writtenAt = annotation === undefined ? undefined : annotationWrittenAt(object, annotation);
  return writtenAt !== undefined && writtenAt > moment;
}
