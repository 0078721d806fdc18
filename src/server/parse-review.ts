import type { AdmissionRequest } from '../core/admission.ts';
import { decodeAdmissionReview } from '../core/admission-request.ts';
import type { MalformedReview } from '../core/admission-request.ts';
import type { ServerLimits } from './limits.ts';
import { parseBody } from './parse-body.ts';

/** Reads a body as the request of an AdmissionReview. */
export function parseReview(body: Buffer, limits: ServerLimits): AdmissionRequest | MalformedReview {
  const parsed = parseBody(body, limits);
  return 'error' in parsed ? parsed : decodeAdmissionReview(parsed.value);
}
