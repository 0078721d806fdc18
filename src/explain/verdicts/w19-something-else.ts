import { arrayAt } from '../../core/json.ts';
import { conflictOf } from '../conflict.ts';
import type { Evidence } from '../evidence.ts';
import type { Fix } from '../explanation.ts';
import { openNodes } from '../fixes.ts';
import { fits, hasRoom, isEligible } from '../judged-node.ts';
import type { JudgedNode } from '../judged-node.ts';
import { isExtenderRefusal, speaksOfStorage } from '../scheduler-said.ts';
import { isStranded } from '../sites.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause } from '../verdict.ts';
import { counted } from '../words.ts';

const MAX_REASONS = 4;
const MAX_NODES = 3;

function otherReasons(nodes: readonly JudgedNode[]): readonly string[] {
  const texts = nodes.flatMap(({ state, condition, placement }) =>
    [...condition, ...placement].map(({ text }) => ({ name: state.name, text })),
  );
  return [...Map.groupBy(texts, ({ text }) => text)]
    .slice(0, MAX_REASONS)
    .map(([text, all]) =>
      all.length === 1 ? `${all[0]?.name}: ${text}` : `${counted(all.length, 'node')}: ${text}`,
    );
}

function missingClaim({ claims, cluster, namespace }: Evidence): Cause | undefined {
  const missing = claims.find(({ claim }) => claim === undefined);
  if (missing === undefined || !cluster.context.lookup.isComplete('PersistentVolumeClaim')) return undefined;
  return {
    summary: `claim ${namespace}/${missing.name} does not exist`,
    proof: ['the pod names it in its volumes'],
    fixes: [{ text: `create claim ${missing.name}, then recreate the pod so that the webhook counts it` }],
  };
}

function gated({ pod }: Evidence): Cause | undefined {
  if (arrayAt(pod, 'spec', 'schedulingGates').length === 0) return undefined;
  return {
    summary: 'the pod has scheduling gates, so kube-scheduler does not try it yet',
    proof: [],
    fixes: [{ text: 'see to whoever set them', path: 'spec.schedulingGates' }],
  };
}

/** Whether only what has nothing to do with storage keeps the pod from a node. */
function isKeptAway({ condition, placement }: JudgedNode): boolean {
  const reasons = [...condition, ...placement];
  return reasons.length > 0 && reasons.every(({ id }) => id === 'W19');
}

function keptAwaySummary(blocked: readonly JudgedNode[]): string {
  const [only, ...others] = blocked;
  const names = blocked.slice(0, MAX_NODES).map(({ state }) => state.name);
  const rest = blocked.length > names.length ? ` and ${blocked.length - names.length} more` : '';
  if (only === undefined || others.length > 0)
    return `${names.join(', ')}${rest} have the space, but not for this pod`;
  const [reason] = [...only.condition, ...only.placement];
  return `${only.state.name} has the space, but not for this pod: ${reason?.text}`;
}

/** CPU and memory are the one thing that no command sets right. */
function resourceFix({ written }: Evidence, blocked: readonly JudgedNode[]): readonly Fix[] {
  const scarce = blocked.find(({ placement }) => placement.some(({ text }) => text.startsWith('too little')));
  if (scarce === undefined) return [];
  return [
    {
      text: `make room for its CPU and memory on ${scarce.state.name}, or ask for less`,
      path: `${written.specPath}.containers[].resources.requests`,
    },
  ];
}

/** Nodes have the space, and each of them keeps the pod away; or none would take it, whatever its space. */
function keptAway(evidence: Evidence): Cause | undefined {
  const { nodes } = evidence;
  if (nodes.some(fits) || isStranded(evidence) || conflictOf(evidence) !== undefined) return undefined;
  const withRoom = nodes.filter(hasRoom).filter(isKeptAway);
  if (withRoom.length === 0 && nodes.some(isEligible)) return undefined;
  const blocked = withRoom.length > 0 ? withRoom : nodes.filter(isKeptAway);
  if (blocked.length === 0) return undefined;
  return {
    summary: withRoom.length > 0 ? keptAwaySummary(withRoom) : 'no node takes the pod, whatever its space',
    proof: otherReasons(blocked),
    fixes: [...openNodes(evidence), ...resourceFix(evidence, blocked)],
  };
}

/** kube-scheduler speaks of something that no node shows, such as an anti-affinity between pods. */
function saidOtherwise({ nodes, said }: Evidence): Cause | undefined {
  if (said === undefined || !nodes.some(fits) || speaksOfStorage(said.message)) return undefined;
  if (/Insufficient \S+\/capacity/.test(said.message) || isExtenderRefusal(said.message)) return undefined;
  return {
    summary: 'its storage fits; kube-scheduler holds it back for another reason',
    proof: [said.message],
    fixes: [{ text: 'mend what kube-scheduler says' }],
  };
}

/** The space is there, and is not what the pod waits for. */
export const somethingElse = defineVerdict({
  id: 'W19',
  summary: 'Something besides free space keeps the pod from the nodes that have it.',
  help: `Nodes with enough space are tainted, cordoned, not ready, short of CPU or memory, or left out by the pod's own selector;
or the pod waits for a claim that does not exist. CPU and memory are counted from the pods that are known.`,
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/',
  find: evidence =>
    missingClaim(evidence) ?? gated(evidence) ?? keptAway(evidence) ?? saidOtherwise(evidence),
});
