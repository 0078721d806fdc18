import type { AdmissionResponse } from './admission.ts';
import { cleanLine, cleanLines } from './clean-text.ts';
import { cleanWarnings } from './clean-warnings.ts';
import type { PatchOperation } from './json-patch.ts';
import type { JsonObject } from './json.ts';

const MESSAGE_LIMIT = 4096;
const AUDIT_VALUE_LIMIT = 1024;
/** The name part of a qualified name; kube-apiserver puts the webhook's name and a slash before it. */
const AUDIT_KEY = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const BEYOND_ASCII = /[\u0080-\uffff]/g;

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Base64 of a patch. JSON may escape every character, so the text is made ASCII and needs no conversion to bytes. */
function encodePatch(patch: readonly PatchOperation[]): string {
  return btoa(JSON.stringify(patch).replaceAll(BEYOND_ASCII, escapeUnit));
}

function encodeAuditAnnotations(annotations: Readonly<Record<string, string>>): JsonObject {
  const entries = Object.entries(annotations).filter(([key]) => AUDIT_KEY.test(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, cleanLine(value, AUDIT_VALUE_LIMIT)]));
}

function encodeResponse(response: AdmissionResponse): JsonObject {
  const { uid, allowed, status, patch = [], auditAnnotations = {} } = response;
  const warnings = cleanWarnings(response.warnings ?? []);
  const audit = encodeAuditAnnotations(auditAnnotations);
  return {
    uid,
    allowed,
    ...(!allowed && status && { status: { ...status, message: cleanLines(status.message, MESSAGE_LIMIT) } }),
    ...(allowed && patch.length > 0 && { patchType: 'JSONPatch', patch: encodePatch(patch) }),
    ...(warnings.length > 0 && { warnings }),
    ...(Object.keys(audit).length > 0 && { auditAnnotations: audit }),
  };
}

/**
 * Writes an answer as an `admission.k8s.io/v1` AdmissionReview. What kube-apiserver would refuse or drop is mended here:
 * texts are cleaned and bounded, audit annotations with an impossible key left out, an empty patch not mentioned.
 */
export function encodeAdmissionReview(response: AdmissionResponse): JsonObject {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: encodeResponse(response),
  };
}
