import type { JsonObject } from '../core/json.ts';
import type { ClassDemand, Room } from './class-demand.ts';
import type { Cluster } from './cluster.ts';
import type { NodeReason } from './explanation.ts';
import type { NodeState } from './node-state.ts';
import type { Obstacles } from './placement.ts';

/** A node, and all that speaks against it. */
export interface JudgedNode extends Obstacles {
  readonly state: NodeState;
  /** What it has of each demand, in their order. */
  readonly rooms: readonly Room[];
  /** Why the scheduler extender refuses it, where nothing else says so. */
  readonly refusal: NodeReason | undefined;
}

/** Whether the pod may use the node, as far as everything but its space goes. */
export function isEligible({ condition, placement }: Obstacles): boolean {
  return condition.length === 0 && placement.length === 0;
}

/** Whether the node has the space for the pod. */
export function hasRoom({ rooms, refusal }: JudgedNode): boolean {
  return refusal === undefined && rooms.every(({ problem }) => problem === undefined);
}

/** Whether the pod could run there now. */
export function fits(node: JudgedNode): boolean {
  return isEligible(node) && hasRoom(node);
}

/** What the extender's check is about that no room and no constraint has shown. */
function refusalOf(reason: string, demands: readonly ClassDemand[]): NodeReason {
  if (reason.includes('not registered')) return { id: 'W08', text: reason };
  return { id: demands.some(({ origin }) => origin === 'device') ? 'W15' : 'W02', text: reason };
}

/** Judges every node for a pod. */
export function judgeNodes(
  pod: JsonObject,
  demands: readonly ClassDemand[],
  obstaclesOf: (node: NodeState) => Obstacles,
  cluster: Cluster,
): readonly JudgedNode[] {
  const states = cluster.nodes();
  const refusals = cluster.context.scheduler.refusals(pod, states);
  return states.map(state => {
    const rooms = demands.map(demand => demand.roomOn(state));
    const obstacles = obstaclesOf(state);
    const reason = refusals.get(state.name);
    const isExplained =
      rooms.some(({ problem }) => problem !== undefined) ||
      obstacles.placement.some(({ id }) => id !== 'W19');
    const refusal = reason === undefined || isExplained ? undefined : refusalOf(reason, demands);
    return { state, rooms, ...obstacles, refusal };
  });
}

/**
 * All that speaks against a node: what it lacks of one demand first (of all when none is named), unless it takes no part in it
 * anyway.
 */
export function reasonsAgainst(node: JudgedNode, index?: number): readonly NodeReason[] {
  const rooms = index === undefined ? node.rooms : node.rooms.slice(index, index + 1);
  const [other = [], lacking = []] = [false, true].map(takesPart =>
    rooms.filter(room => room.takesPart === takesPart).flatMap(({ problem }) => problem ?? []),
  );
  const refusal = node.refusal === undefined ? [] : [node.refusal];
  return [...lacking, ...refusal, ...node.condition, ...node.placement, ...other];
}
