import { objectAt } from '../core/json.ts';
import type { Evidence } from './evidence.ts';
import type { Fix } from './explanation.ts';
import type { JudgedNode } from './judged-node.ts';
import { hasRoom } from './judged-node.ts';
import { AGENT_LABEL, nodeAgent } from './node-agent.ts';
import { obstructingTaints } from './placement.ts';
import { largestFree } from './space.ts';
import type { Shortage } from './space.ts';
import { tolerationFor } from './toleration.ts';
import { size } from './words.ts';
import type { WrittenPod } from './written-pod.ts';

const GIB = 1n << 30n;
const MIB = 1n << 20n;

/** More would hide the best ones. */
const MAX_NODES = 2;

/** What would let the pod onto a node that only its condition keeps it from; none when there is more to it. */
function admitFixes({ pod, written }: Evidence, node: JudgedNode): readonly Fix[] {
  const { state } = node;
  if (node.placement.length > 0 || !state.isReady) return [];
  if (state.isUnschedulable) {
    return [{ text: `uncordon ${state.name}`, command: `kubectl uncordon ${state.name}` }];
  }
  const taints = obstructingTaints(objectAt(pod, 'spec'), state);
  if (taints.length === 0) return [];
  return [
    {
      text: `let it run on ${state.name}`,
      path: `${written.specPath}.tolerations`,
      command: taints.map(tolerationFor).join('\n'),
    },
  ];
}

/** Opens nodes that have room but keep the pod away. Those of the control plane are left alone. */
export function openNodes(evidence: Evidence): readonly Fix[] {
  return evidence.nodes
    .filter(node => hasRoom(node) && node.condition.every(({ text }) => text !== 'control plane'))
    .flatMap(node => admitFixes(evidence, node))
    .slice(0, MAX_NODES);
}

/** The largest round size that fits; `undefined` below 1Mi. */
function roundDown(bytes: bigint): string | undefined {
  if (bytes >= GIB) return `${bytes / GIB}Gi`;
  return bytes >= MIB ? `${bytes / MIB}Mi` : undefined;
}

/** Neither claims nor the claim templates of a StatefulSet can be made smaller: they have to be made again. */
export function recreateWith(written: WrittenPod, claim: string, most: string): Fix {
  const path = written.requestPath(claim);
  return path === undefined
    ? { text: `recreate claim ${claim} with at most ${most}`, path: 'spec.resources.requests.storage' }
    : { text: `recreate with at most ${most}`, path };
}

/** Asks for no more than the largest node has; only for a single claim, for who knows which of several should shrink. */
function askForLess({ written }: Evidence, shortage: Shortage): readonly Fix[] {
  const [claim, ...others] = shortage.demand.claims;
  const round = roundDown(largestFree(shortage) ?? 0n);
  if (claim === undefined || others.length > 0 || round === undefined) return [];
  return [recreateWith(written, claim, round)];
}

/** Sees to the nodes whose driver is down or reports nothing. */
export function reviveAgents({ cluster }: Evidence, { demand, candidates }: Shortage): readonly Fix[] {
  return candidates
    .filter(({ room }) => room.problem?.id === 'W04' && room.problem.text !== 'reports 0 bytes')
    .slice(0, MAX_NODES)
    .map(({ node: { state } }) => {
      const { namespace } = nodeAgent({ driver: demand.driver, provisioners: [] }, state, cluster);
      const where = namespace === undefined ? `-A -l ${AGENT_LABEL}=${demand.driver}` : `-n ${namespace}`;
      return {
        text: `bring ${state.name} back`,
        command: `kubectl get pods ${where} --field-selector spec.nodeName=${state.name}`,
      };
    });
}

/** Frees or adds what the nearest node lacks. */
function makeRoom({ demand, candidates }: Shortage): readonly Fix[] {
  const sizes = candidates.flatMap(({ node, room }) =>
    room.freeBytes === undefined || room.freeBytes >= demand.bytes
      ? []
      : [{ node, short: demand.bytes - room.freeBytes }],
  );
  const [first, ...others] = sizes;
  if (first === undefined) return [];
  const nearest = others.reduce((best, one) => (one.short < best.short ? one : best), first);
  return [{ text: `free or add ${size(nearest.short)} of ${demand.class} on ${nearest.node.state.name}` }];
}

/** All that helps when a pool is too small everywhere, what is quickest first. */
export function spaceFixes(evidence: Evidence, shortage: Shortage): readonly Fix[] {
  return [
    ...openNodes(evidence),
    ...askForLess(evidence, shortage),
    ...reviveAgents(evidence, shortage),
    ...makeRoom(shortage),
  ];
}
