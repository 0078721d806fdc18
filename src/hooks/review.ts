import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { allowed, errored } from '../core/admission-response.ts';
import type { HookContext } from './context.ts';
import { exemptionOf } from './exemption.ts';
import type { Hook } from './hook.ts';
import { HOOKS } from './registry.ts';

const BY_PATH: ReadonlyMap<string, Hook> = new Map(HOOKS.map(hook => [hook.path, hook]));

/**
 * Answers a review at a path: the one way in for the webhook, `stowage review` and the demo. A path without a hook allows
 * (left-over webhook configurations must not stop a cluster), and so do subresources and exempt objects.
 */
export function review(path: string, request: AdmissionRequest, context: HookContext): AdmissionResponse {
  const hook = BY_PATH.get(path);
  const { uid, kind } = request;
  if (hook === undefined || request.subResource !== undefined) return allowed(uid);
  if (kind.kind !== hook.kind || kind.group !== hook.apiGroup) {
    return errored(uid, 400, `${path} takes objects of kind ${hook.kind} only`);
  }
  const exemption = exemptionOf(hook, request, context);
  if (exemption !== undefined) return allowed(uid, { auditAnnotations: { exempt: exemption } });
  return hook.handle(request, context);
}
