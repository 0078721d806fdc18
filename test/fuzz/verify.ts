import fastJsonPatch from 'fast-json-patch';
import { encodeAdmissionReview } from '../../src/core/admission-review.ts';
import type { AdmissionRequest, AdmissionResponse } from '../../src/core/admission.ts';
import { at, isJsonArray, isJsonObject } from '../../src/core/json.ts';
import type { JsonValue } from '../../src/core/json.ts';
import { isKubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';

function fail(reason: string): never {
  throw new Error(reason);
}

function decodePatch(response: JsonValue | undefined): JsonValue | undefined {
  const patch = at(response, 'patch');
  if (patch === undefined) return undefined;
  if (typeof patch !== 'string') return fail('patch is no base64 text');
  return JSON.parse(Buffer.from(patch, 'base64').toString('utf8')) as JsonValue;
}

/** fast-json-patch refuses to touch `__proto__`, which the API server does not. */
function isBeyondTheReference(patch: JsonValue): boolean {
  return JSON.stringify(patch).includes('__proto__') || JSON.stringify(patch).includes('constructor');
}

function apply(object: KubernetesObject, patch: JsonValue): KubernetesObject {
  const copy = JSON.parse(JSON.stringify(object)) as KubernetesObject;
  const operations = patch as unknown as Parameters<typeof fastJsonPatch.applyPatch>[1];
  const result = fastJsonPatch.applyPatch(copy, operations, true).newDocument as JsonValue;
  return isKubernetesObject(result) ? result : fail('the patch took the identity of the object away');
}

/**
 * Checks an answer as kube-apiserver does before it trusts it (VerifyAdmissionResponse), and that its patch applies. Returns the
 * patched object when there is a patch.
 */
export function verify(
  request: AdmissionRequest,
  answer: AdmissionResponse,
  isMutating: boolean,
): KubernetesObject | undefined {
  const review = JSON.parse(JSON.stringify(encodeAdmissionReview(answer))) as JsonValue;
  if (at(review, 'apiVersion') !== 'admission.k8s.io/v1') fail('apiVersion is not echoed');
  if (at(review, 'kind') !== 'AdmissionReview') fail('kind is not AdmissionReview');
  const response = at(review, 'response');
  if (at(response, 'uid') !== request.uid) fail('uid is not echoed');
  if (typeof at(response, 'allowed') !== 'boolean') fail('allowed is no boolean');
  const patch = decodePatch(response);
  if ((patch === undefined) !== (at(response, 'patchType') === undefined))
    fail('patch and patchType do not go together');
  if (at(response, 'allowed') === false) {
    if (typeof at(response, 'status', 'message') !== 'string') fail('a denial without a message');
    if (typeof at(response, 'status', 'code') !== 'number') fail('a denial without a code');
  }
  for (const warning of (at(response, 'warnings') ?? []) as string[]) {
    if (Array.from(warning).length > 256) fail('a warning is too long');
  }
  if (patch === undefined) return undefined;
  if (!isMutating) fail('a validating hook answered with a patch');
  if (!isJsonArray(patch) || patch.length === 0 || !patch.every(isJsonObject))
    fail('the patch is no list of operations');
  if (request.object === undefined) return fail('a patch without an object');
  return isBeyondTheReference(patch) ? undefined : apply(request.object, patch);
}
