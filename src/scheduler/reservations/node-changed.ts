import type { Draft } from './draft.ts';
import type { NodeChanged, NodeGone } from './event.ts';
import { reportFigure } from './ledger.ts';
import { placeId } from './reservation.ts';

/** What a node reports settles volumes that were made, and clears it of suspicion when it is something new. */
export function nodeChanged(draft: Draft, { node, figures }: NodeChanged): void {
  for (const { pool, figure } of figures) {
    const place = { pool, node };
    const suspect = draft.suspects.get(placeId(place));
    if (suspect !== undefined && suspect.figure !== figure) draft.suspects.delete(placeId(place));
    reportFigure(draft, place, figure);
  }
}

/** Nothing can be held on a node that is gone. */
export function nodeGone(draft: Draft, { node }: NodeGone): void {
  for (const reservation of draft.all()) {
    const { nodes, pool } = reservation;
    if (!nodes.has(node)) continue;
    draft.suspects.delete(placeId({ pool, node }));
    const others = new Set([...nodes].filter(name => name !== node));
    if (others.size === 0) draft.drop(reservation);
    else draft.put({ ...reservation, nodes: others });
  }
}
