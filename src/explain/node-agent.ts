import { arrayAt, at, stringAt } from '../core/json.ts';
import type { JsonObject } from '../core/json.ts';
import { labelOf, namespaceOf } from '../core/kubernetes-object.ts';
import { isDaemonSetPod } from '../core/pod-placement.ts';
import type { Cluster } from './cluster.ts';
import type { NodeState } from './node-state.ts';
import { span, timeOf } from './words.ts';

/** The label by which the pods of a driver are known, whose value is the driver's id. */
export const AGENT_LABEL = 'app.kubernetes.io/name';

/** A driver, as its pods and its labels on nodes are known. */
export interface AgentOf {
  readonly driver: string;
  readonly provisioners: readonly string[];
}

/** What is known of a driver's pods on one node. */
export interface NodeAgent {
  /** Whether the driver is, or once was, at home on the node; `undefined` when nothing says. */
  readonly isExpected: boolean | undefined;
  /** What is wrong with it, a clause; `undefined` when nothing is known to be. */
  readonly trouble: string | undefined;
  /** The namespace of its pods there; `undefined` when there are none. */
  readonly namespace: string | undefined;
}

function agentPods({ driver }: AgentOf, node: NodeState, cluster: Cluster): readonly JsonObject[] {
  return cluster.podsOn(node.name).filter(pod => isDaemonSetPod(pod) && labelOf(pod, AGENT_LABEL) === driver);
}

function podTrouble(pods: readonly JsonObject[], now: Date): string | undefined {
  for (const pod of pods) {
    const ready = arrayAt(pod, 'status', 'conditions').find(one => stringAt(one, 'type') === 'Ready');
    if (ready === undefined || at(ready, 'status') === 'True') continue;
    const since = timeOf(stringAt(ready, 'lastTransitionTime'));
    const time = since === undefined ? '' : ` for ${span(now.getTime() - since.getTime())}`;
    return `agent not ready${time}`;
  }
  return undefined;
}

function isLabelled({ labels }: NodeState, { provisioners }: AgentOf): boolean {
  return provisioners.some(provisioner => labels.has(`topology.${provisioner}/node`));
}

/** Looks at the pods of a driver on a node, at its CSINode and at the labels that the driver leaves there. */
export function nodeAgent(agent: AgentOf, node: NodeState, cluster: Cluster): NodeAgent {
  const pods = agentPods(agent, node, cluster);
  const registered = cluster.csiDriversOn(node.name);
  const isRegistered = registered && agent.provisioners.some(name => registered.has(name));
  const isAtHome = pods.length > 0 || isLabelled(node, agent) || isRegistered === true;
  const unregistered = isAtHome && isRegistered === false ? 'driver not registered on the node' : undefined;
  return {
    isExpected: isAtHome || (isRegistered === false ? false : undefined),
    trouble: podTrouble(pods, cluster.context.now) ?? unregistered,
    namespace: pods.flatMap(pod => namespaceOf(pod) ?? [])[0],
  };
}
