import { formatReference, referenceOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { plainExplanation, subjectOf } from '../../explain/subject-of.ts';

/** Explains a pod that would not exist because the webhook refuses it, or one of its claims. */
export function refused(pod: KubernetesObject, object: KubernetesObject, denial: string): Explanation {
  const what = object.kind === 'Pod' ? 'it' : formatReference(referenceOf(object));
  const summary = `the webhook would refuse ${what}: ${denial.replace(/\.$/, '')}`;
  return plainExplanation(subjectOf(pod), true, summary);
}
