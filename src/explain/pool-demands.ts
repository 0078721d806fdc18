import type { NodeCapacity, PoolDemand } from '../core/driver.ts';
import { DRIVERS } from '../drivers/registry.ts';
import type { ClassDemand, Room } from './class-demand.ts';
import type { Cluster } from './cluster.ts';
import type { NodeReason } from './explanation.ts';
import { nodeAgent } from './node-agent.ts';
import type { NodeAgent } from './node-agent.ts';
import type { NodeState } from './node-state.ts';
import { publishedShortage } from './published-demands.ts';
import type { DriverNeeds } from './scheduler-view.ts';

interface Pool extends PoolDemand {
  readonly needs: DriverNeeds;
  readonly cluster: Cluster;
  readonly spaceOn: (node: NodeState) => NodeCapacity | undefined;
}

function reportsOthers(node: NodeState, { needs, cluster }: Pool): boolean {
  return needs.driver.capacity(node, cluster.context).length > 0;
}

/** A node that reports nothing of the pool: it may have no such pool, no such driver, or a driver that is down. */
function unreported(node: NodeState, pool: Pool, agent: NodeAgent): Room {
  const nothing = { freeBytes: undefined, sizeBytes: undefined };
  if (reportsOthers(node, pool)) {
    return { ...nothing, problem: { id: 'W02', text: `has no ${pool.pool}` }, takesPart: false };
  }
  if (agent.isExpected === true) {
    const trouble = agent.trouble === undefined ? '' : `: ${agent.trouble}`;
    return { ...nothing, problem: { id: 'W04', text: `no capacity reported${trouble}` }, takesPart: true };
  }
  const text = `no ${pool.needs.driver.title} here`;
  return { ...nothing, problem: { id: 'W02', text }, takesPart: false };
}

/** What is wrong with a figure; a full pool is too small, one that is empty and has no room either is wrongly set up. */
function problemOf(
  { freeBytes, reported }: NodeCapacity,
  allocated: bigint | undefined,
  { bytes }: Pool,
): NodeReason | undefined {
  if (freeBytes === undefined) return { id: 'W04', text: `capacity unreadable: "${reported.slice(0, 20)}"` };
  if (freeBytes >= bytes) return undefined;
  if (freeBytes > 0n) return { id: 'W02', text: 'too small' };
  return allocated ? { id: 'W02', text: 'full' } : { id: 'W04', text: 'reports 0 bytes' };
}

function poolRoom(node: NodeState, pool: Pool): Room {
  const { needs, cluster } = pool;
  const { driver } = needs;
  const provisioners = driver.provisioners(cluster.context.settings);
  const agent = nodeAgent({ driver: driver.id, provisioners }, node, cluster);
  const space = pool.spaceOn(node);
  if (space === undefined) return unreported(node, pool, agent);
  const { freeBytes } = space;
  const allocated = cluster.allocated({ driver: driver.id, pool: pool.pool, node: node.name });
  const sizeBytes = freeBytes === undefined || allocated === undefined ? undefined : freeBytes + allocated;
  const stale: NodeReason | undefined =
    agent.trouble === undefined ? undefined : { id: 'W04', text: `old figure: ${agent.trouble}` };
  const problem = stale ?? problemOf(space, allocated, pool) ?? publishedShortage(node, pool, cluster);
  return { freeBytes, sizeBytes, problem, takesPart: true };
}

/** The bytes that a pod needs of pools. */
export function poolDemands(needs: DriverNeeds, cluster: Cluster): readonly ClassDemand[] {
  const { driver } = needs;
  return needs.pools.map(demand => {
    const spaceOn = cluster.context.scheduler.freeSpace({ driver: driver.id, pool: demand.pool });
    const pool = { ...demand, needs, cluster, spaceOn };
    return {
      origin: 'pool',
      driver: driver.id,
      title: driver.title,
      class: demand.pool,
      bytes: demand.bytes,
      claims: demand.claims,
      roomOn: node => poolRoom(node, pool),
    };
  });
}

/** Names of all pools of a driver that nodes report, sorted. */
export function reportedPools(driverId: string, cluster: Cluster): readonly string[] {
  const driver = DRIVERS.find(({ id }) => id === driverId);
  const pools = cluster
    .nodes()
    .flatMap(node => driver?.capacity(node, cluster.context) ?? [])
    .map(({ pool }) => pool);
  return [...new Set(pools)].toSorted();
}
