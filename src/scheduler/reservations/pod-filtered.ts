import type { Draft } from './draft.ts';
import type { PodFiltered } from './event.ts';
import type { Reservation, Take } from './reservation.ts';

/** Withdraws a pod from what was only promised; what no other pod waits for is let go after a while. */
export function withdraw(draft: Draft, reservation: Reservation, podUid: string, at: number): void {
  if (reservation.state !== 'tentative') return;
  const pods = reservation.pods.filter(({ uid }) => uid !== podUid);
  if (pods.length === reservation.pods.length) return;
  draft.put({ ...reservation, pods, since: pods.length === 0 ? at : reservation.since });
}

function merged(
  left: ReadonlyMap<string, string> | undefined,
  right: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> | undefined {
  return left === undefined && right === undefined ? undefined : new Map([...(left ?? []), ...(right ?? [])]);
}

/** Of pods that share a claim any may come first, so the space is held wherever one of them may run, or might have. */
function promise(draft: Draft, take: Take, { at, pod, nodes, units }: PodFiltered): void {
  const known = draft.get(take.key);
  if (known !== undefined && known.state !== 'tentative') return;
  const others = (known?.pods ?? []).filter(({ uid }) => uid !== pod.uid);
  const own = units.get(take.key);
  const isOnlyOurs = known?.pods.length === 1 && others.length === 0;
  const isShared = known !== undefined && !isOnlyOurs;
  draft.put({
    ...take,
    state: 'tentative',
    since: at,
    pods: [...others, pod],
    nodes: isShared ? new Set([...known.nodes, ...nodes]) : nodes,
    units: isShared ? merged(known.units, own) : own,
    figureAtConfirm: undefined,
  });
}

/** A pod that is filtered again has come to nothing before: what it was promised then is replaced. */
export function podFiltered(draft: Draft, event: PodFiltered): void {
  const { at, pod, takes, nodes, isOffer } = event;
  const wanted = new Set(nodes.size === 0 ? [] : takes.map(({ key }) => key));
  for (const reservation of draft.all()) {
    if (!wanted.has(reservation.key)) withdraw(draft, reservation, pod.uid, at);
  }
  if (nodes.size === 0) return;
  for (const take of takes) promise(draft, take, event);
  if (!isOffer) return;
  const offered = [...nodes].map(node => ({ node, at }));
  draft.offers.set(pod.uid, [...(draft.offers.get(pod.uid) ?? []), ...offered]);
}
