import type { ServerResponse } from 'node:http';
import type { AdmissionResponse } from '../core/admission.ts';
import { encodeAdmissionReview } from '../core/admission-review.ts';
import { sendJson } from './send-json.ts';

/** Sends an AdmissionReview with an HTTP status code: 200 for decisions, others when no decision could be made. */
export function sendReview(
  response: ServerResponse,
  code: number,
  answer: AdmissionResponse,
  isLeaving: boolean,
): void {
  sendJson(response, code, encodeAdmissionReview(answer), isLeaving);
}
