import { stringAt } from '../core/json.ts';
import { createdAt, referenceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { Explanation, Subject } from './explanation.ts';
import { timeOf } from './words.ts';

/** Names an object as the subject of an explanation. */
export function subjectOf(object: KubernetesObject): Subject {
  return {
    ...referenceOf(object),
    phase: stringAt(object, 'status', 'phase') ?? '',
    since: timeOf(createdAt(object)),
  };
}

/** An explanation without a cause, for what is not waiting, or of which nothing can be said. */
export function plainExplanation(
  subject: Subject,
  blocked: boolean | undefined,
  summary: string,
): Explanation {
  return {
    subject,
    verdict: { id: undefined, blocked, summary },
    proof: [],
    also: [],
    wants: [],
    injected: [],
    nodes: [],
    fixes: [],
    scheduler: undefined,
    needs: [],
  };
}
