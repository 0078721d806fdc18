import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { errored } from '../core/admission-response.ts';
import type { AdmissionMetrics, Decision } from '../telemetry/admission-metrics.ts';
import { errorFields } from '../telemetry/error-fields.ts';
import type { Log } from '../telemetry/log.ts';
import type { Answer } from './answer.ts';
import type { HookFunction } from './hook-function.ts';
import { provePatch } from './provable-patch.ts';
import { requestFields } from './request-fields.ts';

/** Where a decision is reported. */
export interface Reporting {
  readonly log: Log;
  readonly metrics: AdmissionMetrics;
}

function decisionOf(response: AdmissionResponse): Decision {
  if (!response.allowed) return 'denied';
  return response.patch !== undefined && response.patch.length > 0 ? 'patched' : 'allowed';
}

function proven(request: AdmissionRequest, raw: AdmissionResponse, { log }: Reporting): Answer {
  const { response, inapplicable } = provePatch(request, { ...raw, uid: request.uid });
  if (inapplicable === undefined) return { code: 200, response, request, decision: decisionOf(response) };
  const operation = { op: inapplicable.op, path: inapplicable.path.slice(0, 256) };
  log.error(
    { ...requestFields(request), inapplicable: operation },
    'a patch does not apply and was left out',
  );
  return { code: 200, response, request, decision: 'patch-withheld' };
}

/** Puts a request before its hook. A hook that throws costs this one review, never the process. */
export function decide(hook: HookFunction, request: AdmissionRequest, reporting: Reporting): Answer {
  try {
    return proven(request, hook(request), reporting);
  } catch (error) {
    reporting.metrics.panicked();
    reporting.log.error({ ...requestFields(request), ...errorFields(error) }, 'a hook failed');
    const message = `stowage failed on this request; its log has the details under the uid ${request.uid}`;
    return { code: 500, response: errored(request.uid, 500, message), request, decision: 'errored' };
  }
}
