import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { cleanLine } from '../core/clean-text.ts';

/** The longest name the API has; strangers may send longer ones. */
const NAME_LIMIT = 253;

function name(text: string): string {
  return cleanLine(text, NAME_LIMIT);
}

/** What the log says of a request: which object, never what is in it. */
export function requestFields(request: AdmissionRequest): object {
  const { uid, kind, namespace, operation, subResource } = request;
  return {
    uid: name(uid),
    kind: name(kind.kind),
    ...(subResource !== undefined && { subResource: name(subResource) }),
    ...(namespace !== undefined && { namespace: name(namespace) }),
    name: name(request.name),
    operation,
  };
}

/** What the log says of an answer. */
export function responseFields(response: AdmissionResponse): object {
  const rules = new Set((response.findings ?? []).map(finding => finding.ruleId));
  return {
    allowed: response.allowed,
    ...(rules.size > 0 && { rules: [...rules] }),
    ...(response.patch !== undefined && { operations: response.patch.length }),
  };
}
