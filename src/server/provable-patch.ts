import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { inapplicableOperation } from '../core/json-patch-check.ts';
import type { PatchOperation } from '../core/json-patch.ts';

const WARNING = 'stowage left its changes out, because they do not fit this object; please report it';

/** An answer whose patch applies for sure. */
export interface ProvenResponse {
  readonly response: AdmissionResponse;
  /** The operation because of which the patch was left out. */
  readonly inapplicable?: PatchOperation;
}

/**
 * Takes a patch that does not apply to the object out of an answer: kube-apiserver would refuse the request because of
 * it, under failurePolicy Ignore too (https://github.com/kubernetes/kubernetes/issues/129459).
 */
export function provePatch(request: AdmissionRequest, response: AdmissionResponse): ProvenResponse {
  const { patch, ...rest } = response;
  const inapplicable = patch && inapplicableOperation(request.object, patch);
  if (inapplicable === undefined) return { response };
  return { response: { ...rest, warnings: [...(rest.warnings ?? []), WARNING] }, inapplicable };
}
