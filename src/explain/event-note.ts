import { at, stringAt } from '../core/json.ts';
import type { JsonObject } from '../core/json.ts';
import type { ObjectReference } from '../core/kubernetes-object.ts';
import { timeOf } from './words.ts';

/** What an Event says, in whichever of its two API versions it is written. */
export interface EventNote {
  /** The object that it is about. */
  readonly about: ObjectReference;
  /** The object's UID; empty when the event names none. */
  readonly uid: string;
  readonly isWarning: boolean;
  readonly reason: string;
  readonly message: string;
  /** How often it happened, as far as it was counted. */
  readonly count: number;
  readonly lastSeen: Date | undefined;
}

function countAt(event: JsonObject): number {
  const counts = [at(event, 'series', 'count'), at(event, 'count'), at(event, 'deprecatedCount')];
  const numbers = counts.filter(count => typeof count === 'number' && count > 0);
  return Math.max(1, ...numbers.filter(count => typeof count === 'number'));
}

function lastSeenOf(event: JsonObject): Date | undefined {
  const texts = [
    stringAt(event, 'series', 'lastObservedTime'),
    stringAt(event, 'lastTimestamp'),
    stringAt(event, 'deprecatedLastTimestamp'),
    stringAt(event, 'eventTime'),
    stringAt(event, 'metadata', 'creationTimestamp'),
  ];
  return texts.map(timeOf).find(time => time !== undefined);
}

/**
 * Reads an Event of `v1` or of `events.k8s.io/v1`; the API server gives every event in both.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export function decodeEvent(event: JsonObject): EventNote {
  const about = at(event, 'regarding') ?? at(event, 'involvedObject');
  const namespace = stringAt(about, 'namespace') ?? stringAt(event, 'metadata', 'namespace');
  return {
    about: {
      kind: stringAt(about, 'kind') ?? '',
      ...(namespace !== undefined && { namespace }),
      name: stringAt(about, 'name') ?? '',
    },
    uid: stringAt(about, 'uid') ?? '',
    isWarning: stringAt(event, 'type') === 'Warning',
    reason: stringAt(event, 'reason') ?? '',
    message: stringAt(event, 'note') ?? stringAt(event, 'message') ?? '',
    count: countAt(event),
    lastSeen: lastSeenOf(event),
  };
}

function seen({ lastSeen }: EventNote): number {
  return lastSeen?.getTime() ?? 0;
}

/** Orders events, the newest first. */
export function newestFirst(left: EventNote, right: EventNote): number {
  return seen(right) - seen(left);
}
