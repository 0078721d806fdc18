import type { Driver, NodeCapacity } from '../core/driver.ts';
import { DRIVERS } from '../drivers/registry.ts';
import type { NodePool } from './allocated.ts';
import type { Cluster } from './cluster.ts';
import { nodeAgent } from './node-agent.ts';
import type { NodeState } from './node-state.ts';
import { reportedAt } from './reported-at.ts';
import { reservedBytes } from './reserved.ts';

/** What one node has of one class. */
export interface CapacityRow {
  readonly node: string;
  /** The pool; empty for a node that should report something and does not. */
  readonly class: string;
  readonly driver: string;
  readonly freeBytes: bigint | undefined;
  /** Promised to claims whose volumes are being made. */
  readonly reservedBytes: bigint | undefined;
  /** Free and allocated together. */
  readonly sizeBytes: bigint | undefined;
  /** When the figure was last changed. */
  readonly reportedAt: Date | undefined;
  /** Why there is no figure, or why it may be old. */
  readonly trouble: string | undefined;
}

interface DriverOnNode {
  readonly driver: Driver;
  readonly node: NodeState;
  readonly cluster: Cluster;
}

/** A row without figures for a node whose driver should report some. */
function silentRow({ driver, node, cluster }: DriverOnNode): readonly CapacityRow[] {
  const provisioners = driver.provisioners(cluster.context.settings);
  const { isExpected, trouble } = nodeAgent({ driver: driver.id, provisioners }, node, cluster);
  if (isExpected !== true || driver.misfit !== undefined) return [];
  return [
    {
      node: node.name,
      class: '',
      driver: driver.id,
      freeBytes: undefined,
      reservedBytes: undefined,
      sizeBytes: undefined,
      reportedAt: undefined,
      trouble: trouble ?? 'no capacity reported',
    },
  ];
}

/**
 * The bytes that volumes take of a pool. Not known of whole devices, whose sum says nothing, and of a pool without volumes that
 * reports the same as one with volumes: the default class and the class that it stands for are one volume group.
 */
function allocatedOf(
  pool: string,
  reported: readonly NodeCapacity[],
  { driver, node, cluster }: DriverOnNode,
): bigint | undefined {
  if (driver.misfit !== undefined) return undefined;
  const bytesOf = (name: string) => cluster.allocated({ driver: driver.id, pool: name, node: node.name });
  const own = bytesOf(pool);
  const figure = reported.find(one => one.pool === pool)?.reported;
  const twins = reported.filter(one => one.pool !== pool && one.reported === figure);
  return own === 0n && twins.some(twin => bytesOf(twin.pool)) ? undefined : own;
}

function reportedRows(on: DriverOnNode, reserved: (pool: NodePool) => bigint): readonly CapacityRow[] {
  const { driver, node, cluster } = on;
  const provisioners = driver.provisioners(cluster.context.settings);
  const { trouble } = nodeAgent({ driver: driver.id, provisioners }, node, cluster);
  const capacities = driver.capacity(node, cluster.context);
  return capacities.map(({ pool, freeBytes, reported }) => {
    const allocated = allocatedOf(pool, capacities, on);
    return {
      node: node.name,
      class: pool,
      driver: driver.id,
      freeBytes,
      reservedBytes: reserved({ driver: driver.id, pool, node: node.name }),
      sizeBytes: freeBytes === undefined || allocated === undefined ? undefined : freeBytes + allocated,
      reportedAt: reportedAt(node, pool, reported),
      trouble,
    };
  });
}

function driverRows(
  driver: Driver,
  cluster: Cluster,
  reserved: (pool: NodePool) => bigint,
): readonly CapacityRow[] {
  const rows = cluster.nodes().map(node => reportedRows({ driver, node, cluster }, reserved));
  // A driver that reports nothing anywhere is none that reports.
  if (rows.every(row => row.length === 0)) return [];
  return cluster
    .nodes()
    .flatMap((node, index) => (rows[index]?.length ? rows[index] : silentRow({ driver, node, cluster })));
}

/** What every node has of every class, by driver and node. */
export function capacityRows(cluster: Cluster): readonly CapacityRow[] {
  const reserved = reservedBytes(cluster.context);
  return DRIVERS.flatMap(driver => driverRows(driver, cluster, reserved));
}

/** The sum of a class. */
export interface ClassTotal {
  readonly class: string;
  readonly driver: string;
  readonly nodes: number;
  readonly freeBytes: bigint;
  /** What the node with the most has free: no volume can be larger. */
  readonly largestBytes: bigint;
  readonly reservedBytes: bigint;
  /** `undefined` when it is not known of every node. */
  readonly sizeBytes: bigint | undefined;
}

function totalOf(rows: readonly CapacityRow[]): ClassTotal {
  const sizes = rows.flatMap(({ sizeBytes }) => sizeBytes ?? []);
  const free = rows.map(({ freeBytes = 0n }) => freeBytes);
  return {
    class: rows[0]?.class ?? '',
    driver: rows[0]?.driver ?? '',
    nodes: rows.length,
    freeBytes: free.reduce((sum, bytes) => sum + bytes, 0n),
    largestBytes: free.reduce((most, bytes) => (bytes > most ? bytes : most), 0n),
    reservedBytes: rows.reduce((sum, { reservedBytes: bytes = 0n }) => sum + bytes, 0n),
    sizeBytes: sizes.length < rows.length ? undefined : sizes.reduce((sum, bytes) => sum + bytes, 0n),
  };
}

/** The sums by class, in the order of their names. */
export function classTotals(rows: readonly CapacityRow[]): readonly ClassTotal[] {
  const reporting = rows.filter(row => row.class !== '');
  return [...Map.groupBy(reporting, row => `${row.class} ${row.driver}`)]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, group]) => totalOf(group));
}
