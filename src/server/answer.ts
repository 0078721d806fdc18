import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { errored } from '../core/admission-response.ts';
import type { Decision } from '../telemetry/admission-metrics.ts';

/** What goes back to a client. */
export interface Answer {
  /** The HTTP status code. */
  readonly code: number;
  readonly response: AdmissionResponse;
  /** The request, when it could be read. */
  readonly request?: AdmissionRequest;
  /** What became of it, when it came before a hook. */
  readonly decision?: Decision;
}

/** The answer when no decision could be made; kube-apiserver then goes by the failurePolicy. */
export function refusal(code: number, message: string, uid = ''): Answer {
  return { code, response: errored(uid, code, message) };
}
