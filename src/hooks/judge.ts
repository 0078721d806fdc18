import type { AdmissionRequest } from '../core/admission.ts';
import { evaluate } from '../core/evaluate.ts';
import type { Finding } from '../core/finding.ts';
import { stringAt } from '../core/json.ts';
import { formatPointer } from '../core/json-pointer.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { RuleContext } from '../core/rule.ts';
import { OBJECT_RULES } from './all-rules.ts';
import { applyBypass } from './bypass.ts';
import { requestContext } from './context.ts';
import { inNamespace } from './in-namespace.ts';

/** What the rules say of the object of a request. */
export interface Judgement {
  /** Errors: the request is denied when there is one. */
  readonly denials: readonly Finding[];
  /** Warnings, and errors that the stored object had already. */
  readonly warnings: readonly Finding[];
  /** Findings passed over at the object's own request. */
  readonly bypassed: readonly Finding[];
  readonly bypassReason: string;
}

const NOTHING: Judgement = { denials: [], warnings: [], bypassed: [], bypassReason: '' };

function identity(finding: Finding): string {
  return `${finding.ruleId} ${formatPointer(finding.path)} ${finding.message}`;
}

/**
 * Errors that the stored object has already: an UPDATE that leaves them alone (a controller's label, a finalizer taken
 * off) must go through, or objects older than the webhook could never be changed or deleted.
 */
function standingErrors(request: AdmissionRequest, context: RuleContext): ReadonlySet<string> {
  const { operation, oldObject } = request;
  if (operation !== 'UPDATE' || oldObject === undefined) return new Set();
  return new Set(
    evaluate(oldObject, OBJECT_RULES, requestContext({ ...request, operation: 'CREATE' }, context)).map(
      identity,
    ),
  );
}

function isBeingDeleted(object: KubernetesObject): boolean {
  return stringAt(object, 'metadata', 'deletionTimestamp') !== undefined;
}

/** Runs the rules on the object of a request: the new one, or for DELETE the one that goes. */
export function judge(request: AdmissionRequest, context: RuleContext): Judgement {
  const received = request.operation === 'DELETE' ? request.oldObject : request.object;
  if (received === undefined || (request.operation === 'UPDATE' && isBeingDeleted(received))) return NOTHING;
  const object = inNamespace(received, request.namespace);
  const found = evaluate(object, OBJECT_RULES, context);
  const { findings, bypassed, reason } = applyBypass(object, found);
  const standing = findings.some(finding => finding.severity === 'error')
    ? standingErrors(request, context)
    : new Set();
  const isDenial = (finding: Finding) => finding.severity === 'error' && !standing.has(identity(finding));
  return {
    denials: findings.filter(isDenial),
    warnings: findings.filter(
      finding => finding.severity === 'warning' || (finding.severity === 'error' && !isDenial(finding)),
    ),
    bypassed,
    bypassReason: reason,
  };
}
