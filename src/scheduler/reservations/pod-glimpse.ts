import { arrayAt, stringAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import type { PodGlimpse } from './reservation.ts';

function unschedulable(pod: JsonObject): string | undefined {
  const condition = arrayAt(pod, 'status', 'conditions').find(
    one => stringAt(one, 'type') === 'PodScheduled' && stringAt(one, 'status') === 'False',
  );
  if (condition === undefined) return undefined;
  return `${stringAt(condition, 'reason') ?? ''}: ${stringAt(condition, 'message') ?? ''}`;
}

/** What a pod looks like, as far as it tells how its scheduling goes. */
export function glimpseOf(pod: JsonObject): PodGlimpse {
  return {
    uid: stringAt(pod, 'metadata', 'uid') ?? '',
    unschedulable: unschedulable(pod),
    nominatedNode: stringAt(pod, 'status', 'nominatedNodeName') || undefined,
  };
}
