import { shortBy } from './class-demand.ts';
import type { ClassDemand } from './class-demand.ts';
import type { Evidence } from './evidence.ts';
import type { NodeEntry } from './explanation.ts';
import { isEligible, reasonsAgainst } from './judged-node.ts';
import type { JudgedNode } from './judged-node.ts';

/** One line of a node that the pod needs no space of. */
function plainEntry(node: JudgedNode): NodeEntry {
  return {
    name: node.state.name,
    class: '',
    freeBytes: undefined,
    sizeBytes: undefined,
    shortBytes: undefined,
    eligible: isEligible(node),
    reasons: reasonsAgainst(node),
  };
}

function entryOf(node: JudgedNode, demand: ClassDemand, index: number): readonly NodeEntry[] {
  const room = node.rooms[index];
  if (room === undefined) return [];
  return [
    {
      name: node.state.name,
      class: demand.class,
      freeBytes: room.freeBytes,
      sizeBytes: room.sizeBytes,
      shortBytes: shortBy(room, demand),
      eligible: isEligible(node),
      reasons: reasonsAgainst(node, index),
    },
  ];
}

/** The table of nodes: one line for each node and each thing that the pod needs there. */
export function nodeEntries({ nodes, demands }: Evidence): readonly NodeEntry[] {
  if (demands.length === 0) return nodes.map(plainEntry);
  return nodes.flatMap(node => demands.flatMap((demand, index) => entryOf(node, demand, index)));
}
