import { conflictOf } from '../conflict.ts';
import type { Side } from '../conflict.ts';
import type { Fix } from '../explanation.ts';
import { defineVerdict } from '../verdict.ts';

const MAX_NODES = 3;

function describe({ reason, nodes }: Side): string {
  const names = [...nodes];
  const rest = names.length - MAX_NODES;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return `${reason} allows ${names.slice(0, MAX_NODES).join(', ')}${more}`;
}

function fixesOf([storage, other]: readonly [Side, Side]): readonly Fix[] {
  if (other.path === undefined) {
    return [{ text: `use claims that lie on the same nodes, not on those of ${storage.reason} as well` }];
  }
  return [
    { text: `take ${other.reason} out, or make it select nodes of the storage`, path: other.path },
    { text: 'or use a StorageClass whose storage is on the nodes that it selects' },
  ];
}

/** Two demands of which each can be met, and not both. */
export const affinityConflict = defineVerdict({
  id: 'W11',
  summary: "The pod's own selector and the place of its storage exclude each other.",
  help: `The storage ties the pod to some nodes: those of an IOMesh cluster, or the node of a volume that exists. The pod's own
nodeSelector or required node affinity, or another volume of the pod, asks for others. No node is in both sets, and no waiting
changes that. Change the selector, or use storage that is where the selector points.`,
  source: 'https://github.com/iomesh/docs/blob/a5d1600/docs/advanced-functions/manage-multiple-cluster.md',
  find(evidence) {
    const pair = conflictOf(evidence);
    if (pair === undefined) return undefined;
    const [storage, other] = pair;
    return {
      summary: `no node satisfies both ${storage.reason} and ${other.reason}`,
      proof: pair.map(describe),
      fixes: fixesOf(pair),
    };
  },
});
