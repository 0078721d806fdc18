import { stringAt } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { RuleRequest } from '../../core/rule.ts';

/**
 * Says whether an object is a pod that runs or ran already: its node was chosen by the scheduler and not by its author.
 * The API server gives a uid before admission, so at CREATE it proves nothing.
 */
export function isExistingPod(object: KubernetesObject, request: RuleRequest | undefined): boolean {
  if (object.kind !== 'Pod' || request?.operation === 'CREATE') return false;
  return request !== undefined || stringAt(object, 'metadata', 'uid') !== undefined;
}
