import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { denied, patched } from '../core/admission-response.ts';
import type { Finding } from '../core/finding.ts';
import { formatFieldPath } from '../core/json-pointer.ts';
import type { PatchOperation } from '../core/json-patch.ts';
import type { Judgement } from './judge.ts';

/** Writes a finding as one sentence for people: `rule-id: what is wrong (path). Fix: …`. */
function findingSentence({ ruleId, message, path, fix }: Finding): string {
  // A finding on the object as a whole has no place to name.
  const place = path.length === 0 ? '' : ` (${formatFieldPath(path)})`;
  return `${ruleId}: ${message}${place}. Fix: ${fix}`;
}

function ruleIds(findings: readonly Finding[]): string {
  return [...new Set(findings.map(finding => finding.ruleId))].join(',');
}

function auditAnnotations({ denials, warnings, bypassed, bypassReason }: Judgement): Record<string, string> {
  return {
    ...(denials.length > 0 && { denied: ruleIds(denials) }),
    ...(warnings.length > 0 && { warned: ruleIds(warnings) }),
    ...(bypassed.length > 0 && { bypassed: ruleIds(bypassed), 'bypass-reason': bypassReason }),
  };
}

/** Turns a judgement into the answer: denied with every error named, or allowed with the warnings and a patch. */
export function respond(
  request: AdmissionRequest,
  judgement: Judgement,
  extra: { readonly patch?: readonly PatchOperation[]; readonly warnings?: readonly string[] } = {},
): AdmissionResponse {
  const { denials, warnings } = judgement;
  const notes = {
    warnings: [...warnings.map(findingSentence), ...(extra.warnings ?? [])],
    auditAnnotations: auditAnnotations(judgement),
    findings: [...denials, ...warnings],
  };
  if (denials.length > 0) return denied(request.uid, denials.map(findingSentence).join('\n'), notes);
  return patched(request.uid, extra.patch ?? [], notes);
}
