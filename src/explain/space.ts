import type { ClassDemand, Room } from './class-demand.ts';
import type { Evidence } from './evidence.ts';
import { fits, isEligible } from './judged-node.ts';
import type { JudgedNode } from './judged-node.ts';

/** A node and what it has of one demand. */
export interface Candidate {
  readonly node: JudgedNode;
  readonly room: Room;
}

/** One demand of a pod, and the nodes that matter for it. */
export interface Shortage {
  readonly demand: ClassDemand;
  /** Its place among the demands. */
  readonly index: number;
  /** The nodes that the pod may use and that take part; all that take part when it may use none of them. */
  readonly candidates: readonly Candidate[];
}

function candidatesOf({ nodes }: Evidence, index: number): readonly Candidate[] {
  const all = nodes.flatMap(node => {
    const room = node.rooms[index];
    return room?.takesPart === true ? [{ node, room }] : [];
  });
  const eligible = all.filter(({ node }) => isEligible(node));
  return eligible.length > 0 ? eligible : all;
}

/**
 * The demands that no candidate can satisfy, of one origin. None when the pod could run somewhere, for then its space is no
 * cause.
 */
export function shortages(evidence: Evidence, origin: ClassDemand['origin']): readonly Shortage[] {
  if (evidence.nodes.some(fits)) return [];
  return evidence.demands
    .map((demand, index) => ({ demand, index, candidates: candidatesOf(evidence, index) }))
    .filter(({ demand }) => demand.origin === origin)
    .filter(({ candidates }) => candidates.every(({ room }) => room.problem !== undefined));
}

/** The free bytes of candidates whose figures can be believed. */
function figures({ candidates }: Shortage): readonly bigint[] {
  return candidates
    .filter(({ room }) => room.problem?.id !== 'W04')
    .flatMap(({ room }) => room.freeBytes ?? []);
}

/** The most that one candidate has free; `undefined` when none says. */
export function largestFree(shortage: Shortage): bigint | undefined {
  return figures(shortage).reduce<bigint | undefined>(
    (most, bytes) => (most === undefined || bytes > most ? bytes : most),
    undefined,
  );
}

/** What all candidates have free together. */
export function totalFree(shortage: Shortage): bigint {
  return figures(shortage).reduce((sum, bytes) => sum + bytes, 0n);
}

/** How many candidates say what they have free. */
export function reportingCount(shortage: Shortage): number {
  return figures(shortage).length;
}
