import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { requestContext } from './context.ts';
import type { HookContext } from './context.ts';
import { judge } from './judge.ts';
import { respond } from './response.ts';

/** Judges an object by the rules of its kind: errors deny, warnings are passed on, nothing is changed. */
export function validate(request: AdmissionRequest, context: HookContext): AdmissionResponse {
  return respond(request, judge(request, requestContext(request, context)));
}
