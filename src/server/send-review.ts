import type { ServerResponse } from 'node:http';
import type { AdmissionResponse } from '../core/admission.ts';
import { encodeAdmissionReview } from '../core/admission-review.ts';

function headersFor(code: number, isLeaving: boolean): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    // kube-apiserver retries by itself when it is told so in seconds, and then had better come over a new connection.
    ...(code === 503 && { 'Retry-After': '1' }),
    ...(code === 405 && { Allow: 'POST' }),
    ...((code === 503 || isLeaving) && { Connection: 'close' }),
  };
}

/** Sends an AdmissionReview with an HTTP status code: 200 for decisions, others when no decision could be made. */
export function sendReview(
  response: ServerResponse,
  code: number,
  answer: AdmissionResponse,
  isLeaving: boolean,
): void {
  const body = JSON.stringify(encodeAdmissionReview(answer));
  response.writeHead(code, { ...headersFor(code, isLeaving), 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
