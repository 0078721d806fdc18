import { arrayAt, at, stringAt } from '../core/json.ts';
import type { JsonObject } from '../core/json.ts';
import type { EventNote } from './event-note.ts';
import type { SchedulerSaid } from './explanation.ts';
import { timeOf } from './words.ts';

function unscheduledCondition(pod: JsonObject): SchedulerSaid | undefined {
  const condition = arrayAt(pod, 'status', 'conditions').find(
    one => stringAt(one, 'type') === 'PodScheduled' && at(one, 'status') === 'False',
  );
  const message = stringAt(condition, 'message');
  if (message === undefined || message === '') return undefined;
  return { attempts: undefined, lastSeen: timeOf(stringAt(condition, 'lastTransitionTime')), message };
}

/** What kube-scheduler last said of a pod that it could not place: its newest event, or else the pod's condition. */
export function schedulerSaid(pod: JsonObject, events: readonly EventNote[]): SchedulerSaid | undefined {
  const event = events.find(({ reason }) => reason === 'FailedScheduling');
  if (event === undefined) return unscheduledCondition(pod);
  return { attempts: event.count, lastSeen: event.lastSeen, message: event.message };
}

/** Reasons of scheduler extenders for storage: ours, and TopoLVM's own. */
const EXTENDER_REASONS =
  /\bneeds \d|capacity reported|capacity unreadable|out of VG free space|capacity annotation|not on node|no free devices|not registered on node|node with room is offered/;

/** Reasons of kube-scheduler itself for storage. */
const VOLUME_REASONS = /enough free storage|volume node affinity|persistent ?volume|unbound immediate/i;

/** Whether a message speaks of storage, whoever refused the nodes for it. */
export function speaksOfStorage(message: string): boolean {
  return EXTENDER_REASONS.test(message) || VOLUME_REASONS.test(message);
}

/** Whether a scheduler extender refused nodes: then only an event in the cluster brings the pod back into the queue. */
export function isExtenderRefusal(message: string): boolean {
  return EXTENDER_REASONS.test(message);
}
