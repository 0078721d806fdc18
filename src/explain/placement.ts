import { objectAt } from '../core/json.ts';
import type { JsonObject } from '../core/json.ts';
import type { Cluster } from './cluster.ts';
import { VERDICT_OF_CONSTRAINT } from './constraint.ts';
import type { Constraint } from './constraint.ts';
import type { NodeReason } from './explanation.ts';
import type { NodeState, Taint } from './node-state.ts';
import type { OwnConstraint } from './own-affinity.ts';
import { podRequests, scarceResources } from './pod-resources.ts';
import { formatTaint, untoleratedTaints } from './toleration.ts';
import { span } from './words.ts';

/** Taints that only repeat what the node's own fields say. */
const CONDITION_TAINTS: readonly string[] = [
  'node.kubernetes.io/unschedulable',
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
];

const CONTROL_PLANE_TAINTS: readonly string[] = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
];

/** The taints that keep a pod away, those left out that the node's condition brings along. */
export function obstructingTaints(podSpec: JsonObject | undefined, node: NodeState): readonly Taint[] {
  return untoleratedTaints(podSpec, node.taints).filter(({ key }) => !CONDITION_TAINTS.includes(key));
}

function taintText(taint: Taint): string {
  return CONTROL_PLANE_TAINTS.includes(taint.key) ? 'control plane' : `taint ${formatTaint(taint)}`;
}

function otherReason(text: string): NodeReason {
  return { id: 'W19', text };
}

function conditionReasons(
  { isReady, readySince, isUnschedulable }: NodeState,
  now: Date,
): readonly NodeReason[] {
  const since = readySince === undefined ? '' : ` for ${span(now.getTime() - readySince.getTime())}`;
  return [
    ...(isReady ? [] : [otherReason(`node not ready${since}`)]),
    ...(isUnschedulable ? [otherReason('cordoned')] : []),
  ];
}

/** What of a pod decides about nodes, besides the space that it needs. */
export interface Placing {
  readonly pod: JsonObject;
  readonly constraints: readonly Constraint[];
  readonly own: readonly OwnConstraint[];
}

/** What speaks against a node besides its free space. */
export interface Obstacles {
  /** What keeps most pods away: it is not ready, cordoned or tainted. */
  readonly condition: readonly NodeReason[];
  /** What keeps this pod away: its volumes or its author want other nodes, or CPU and memory do not suffice. */
  readonly placement: readonly NodeReason[];
}

/** Makes the function that says what speaks against a node besides its free space. */
export function obstaclesOn(
  { pod, constraints, own }: Placing,
  cluster: Cluster,
): (node: NodeState) => Obstacles {
  const podSpec = objectAt(pod, 'spec');
  const wanted = podRequests(pod);
  const { now } = cluster.context;
  return node => ({
    condition: [
      ...conditionReasons(node, now),
      ...obstructingTaints(podSpec, node).map(taint => otherReason(taintText(taint))),
    ],
    placement: [
      ...constraints
        .filter(({ admits }) => !admits(node))
        .map(({ kind, reason }) => ({ id: VERDICT_OF_CONSTRAINT[kind], text: `${reason} is elsewhere` })),
      ...own.filter(({ admits }) => !admits(node)).map(({ reason }) => otherReason(`not in its ${reason}`)),
      ...scarceResources(wanted, cluster.usedOn(node.name), node.allocatable).map(resource =>
        otherReason(`too little ${resource} left`),
      ),
    ],
  });
}
