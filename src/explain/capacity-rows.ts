import type { Driver } from '../core/driver.ts';
import { DRIVERS } from '../drivers/registry.ts';
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

type Reserved = ReturnType<typeof reservedBytes>;

function poolRows(driver: Driver, node: NodeState, cluster: Cluster, reserved: Reserved): readonly CapacityRow[] {
  const provisioners = driver.provisioners(cluster.context.settings);
  const { isExpected, trouble } = nodeAgent({ driver: driver.id, provisioners }, node, cluster);
  const pools = driver.capacity(node, cluster.context);
  const about = { node: node.name, driver: driver.id, trouble };
  if (pools.length === 0) {
    if (isExpected !== true || driver.demand([], cluster.context).pools.length > 0) return [];
    const nothing = { freeBytes: undefined, reservedBytes: undefined, sizeBytes: undefined, reportedAt: undefined };
    return trouble === undefined ? [] : [{ ...about, class: '', ...nothing }];
  }
  return pools.map(({ pool, freeBytes, reported }) => {
    const key = { driver: driver.id, pool, node: node.name };
    // Whole devices have no size that says anything of their sum.
    const allocated = driver.misfit === undefined ? cluster.allocated(key) : undefined;
    return {
      ...about,
      class: pool,
      freeBytes,
      reservedBytes: reserved(key),
      sizeBytes: freeBytes === undefined || allocated === undefined ? undefined : freeBytes + allocated,
      reportedAt: reportedAt(node, pool, reported),
    };
  });
}

/** What every node has of every class, by node. */
export function capacityRows(cluster: Cluster): readonly CapacityRow[] {
  const reserved = reservedBytes(cluster.context);
  return cluster
    .nodes()
    .flatMap(node => DRIVERS.flatMap(driver => poolRows(driver, node, cluster, reserved)));
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
