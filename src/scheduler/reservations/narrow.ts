import type { Draft } from './draft.ts';
import type { Reservation } from './reservation.ts';

/** Narrows a promise to one node, as long as it holds for one pod only. */
export function narrow(draft: Draft, reservation: Reservation, node: string): void {
  const { state, pods, nodes } = reservation;
  if (state !== 'tentative' || pods.length !== 1 || nodes.size < 2 || !nodes.has(node)) return;
  draft.put({ ...reservation, nodes: new Set([node]) });
}
