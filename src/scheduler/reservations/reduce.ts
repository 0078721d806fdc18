import { claimChanged, claimGone } from './claim-changed.ts';
import { Draft } from './draft.ts';
import type { ReservationEvent } from './event.ts';
import { nodeChanged, nodeGone } from './node-changed.ts';
import { podChanged, podGone } from './pod-changed.ts';
import { podFiltered } from './pod-filtered.ts';
import type { ReservationsState } from './state.ts';
import { timePassed } from './time-passed.ts';

function apply(draft: Draft, event: ReservationEvent): void {
  switch (event.type) {
    case 'pod-filtered':
      return podFiltered(draft, event);
    case 'claim-changed':
      return claimChanged(draft, event);
    case 'claim-gone':
      return claimGone(draft, event);
    case 'pod-changed':
      return podChanged(draft, event);
    case 'pod-gone':
      return podGone(draft, event);
    case 'node-changed':
      return nodeChanged(draft, event);
    case 'node-gone':
      return nodeGone(draft, event);
    case 'time-passed':
      return timePassed(draft, event);
    default:
      return event satisfies never;
  }
}

/** The state after an event; the same object when the event changes nothing. */
export function reduce(state: ReservationsState, event: ReservationEvent): ReservationsState {
  const draft = new Draft(state);
  apply(draft, event);
  return draft.finish();
}
