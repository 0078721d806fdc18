import type { Draft } from './draft.ts';
import type { PodChanged, PodGone } from './event.ts';
import { narrow } from './narrow.ts';
import { withdraw } from './pod-filtered.ts';
import type { PodGlimpse, Reservation } from './reservation.ts';

/** Only what the pod did not look like when it was filtered has come of that. */
function isNews(now: string | undefined, before: string | undefined): now is string {
  return now !== undefined && now !== before;
}

function follow(draft: Draft, reservation: Reservation, before: PodGlimpse, event: PodChanged): void {
  const { pod, nodeName } = event;
  if (nodeName !== undefined) {
    if (reservation.nodes.has(nodeName)) narrow(draft, reservation, nodeName);
    else withdraw(draft, reservation, pod.uid, event.at);
    return;
  }
  if (isNews(pod.unschedulable, before.unschedulable)) withdraw(draft, reservation, pod.uid, event.at);
  else if (isNews(pod.nominatedNode, before.nominatedNode)) narrow(draft, reservation, pod.nominatedNode);
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
export function podGone(draft: Draft, { podUid, at }: PodGone): void {
  for (const reservation of draft.all()) {
    if (reservation.pods.some(({ uid }) => uid === podUid)) withdraw(draft, reservation, podUid, at);
  }
  draft.offers.delete(podUid);
}
