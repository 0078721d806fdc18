import type { AdmissionResponse } from './admission.ts';
import type { PatchOperation } from './json-patch.ts';

/** What an answer may carry besides the decision. */
export type AdmissionNotes = Pick<AdmissionResponse, 'warnings' | 'auditAnnotations' | 'findings'>;

/** The reason that the API gives for each HTTP status code we answer with (metav1.StatusReason). */
const REASONS: ReadonlyMap<number, string> = new Map([
  [400, 'BadRequest'],
  [403, 'Forbidden'],
  [405, 'MethodNotAllowed'],
  [408, 'Timeout'],
  [413, 'RequestEntityTooLarge'],
  [415, 'UnsupportedMediaType'],
  [422, 'Invalid'],
  [500, 'InternalError'],
  [503, 'ServiceUnavailable'],
]);

/** Allows a request as it is. */
export function allowed(uid: string, notes: AdmissionNotes = {}): AdmissionResponse {
  return { ...notes, uid, allowed: true };
}

/** Allows a request with changes; without operations it is allowed as it is. */
export function patched(
  uid: string,
  patch: readonly PatchOperation[],
  notes: AdmissionNotes = {},
): AdmissionResponse {
  return { ...allowed(uid, notes), ...(patch.length > 0 && { patch }) };
}

/** Denies a request because a policy forbids it: 403. */
export function denied(uid: string, message: string, notes: AdmissionNotes = {}): AdmissionResponse {
  return { ...notes, ...errored(uid, 403, message) };
}

/** Denies a request because its object cannot be right: 422. */
export function invalid(uid: string, message: string, notes: AdmissionNotes = {}): AdmissionResponse {
  return { ...notes, ...errored(uid, 422, message) };
}

/** Answers that no decision could be made: a malformed request (4xx), a bug or an overload (5xx). */
export function errored(uid: string, code: number, message: string): AdmissionResponse {
  return { uid, allowed: false, status: { code, reason: REASONS.get(code) ?? 'Unknown', message } };
}
