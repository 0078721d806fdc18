import type { Draft } from './draft.ts';
import type { PodChanged, PodGone } from './event.ts';
import { withdraw } from './pod-filtered.ts';
import type { PodGlimpse, Reservation } from './reservation.ts';

/** Only what the pod did not look like when it was filtered has come of that. */
function isNews(now: string | undefined, before: string | undefined): now is string {
  return now !== undefined && now !== before;
}

/** Narrows a promise to one node, as long as it holds for one pod only. */
function narrow(draft: Draft, reservation: Reservation, node: string): void {
  const { pods, nodes } = reservation;
  if (pods.length === 1 && nodes.size > 1) draft.put({ ...reservation, nodes: new Set([node]) });
}

function follow(draft: Draft, reservation: Reservation, before: PodGlimpse, event: PodChanged): void {
  const { pod, nodeName } = event;
  if (nodeName !== undefined) {
    if (reservation.nodes.has(nodeName)) narrow(draft, reservation, nodeName);
    else withdraw(draft, reservation, pod.uid);
    return;
  }
  if (isNews(pod.unschedulable, before.unschedulable)) withdraw(draft, reservation, pod.uid);
  else if (isNews(pod.nominatedNode, before.nominatedNode) && reservation.nodes.has(pod.nominatedNode)) {
    narrow(draft, reservation, pod.nominatedNode);
  }
}

/** A pod that runs, or is to run, somewhere needs no other node; one that kube-scheduler gave up on needs none. */
export function podChanged(draft: Draft, event: PodChanged): void {
  for (const reservation of draft.all()) {
    const before = reservation.pods.find(({ uid }) => uid === event.pod.uid);
    if (before === undefined || reservation.state !== 'tentative') continue;
    follow(draft, reservation, before, event);
  }
}

/** A pod that is gone needs no space; its claims, once their node is chosen, get their volumes all the same. */
export function podGone(draft: Draft, { podUid }: PodGone): void {
  for (const reservation of draft.all()) {
    if (reservation.pods.some(({ uid }) => uid === podUid)) withdraw(draft, reservation, podUid);
  }
  draft.offers.delete(podUid);
}
