import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { EndpointHandler } from './admission-endpoint.ts';
import { answerCall, callRefusal } from './extender-call.ts';
import type { CallAnswer, Deciding, Verb } from './extender-call.ts';
import type { Intake } from './intake.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { ServerLimits } from './limits.ts';
import { readBody } from './read-body.ts';
import type { Readiness } from './readiness.ts';
import { sendJson } from './send-json.ts';

/** What the extender's endpoints share. */
export interface ExtenderEndpointOptions extends Deciding {
  readonly lifecycle: Lifecycle;
  readonly readiness: Readiness;
  readonly intake: Intake;
  readonly limits: ServerLimits;
  /** Told of every connection that carried a good call. */
  readonly onGoodCall: (socket: Socket) => void;
}

/** What proxies log for a client that did not wait. */
const CLIENT_GONE = 499;

async function answerTo(
  verb: Verb,
  request: IncomingMessage,
  options: ExtenderEndpointOptions,
): Promise<CallAnswer | undefined> {
  const { lifecycle, readiness, limits, extender } = options;
  if (request.method !== 'POST') return callRefusal(405, 'calls are made by POST');
  if (lifecycle.phase === 'refusing') return callRefusal(503, 'the server is shutting down');
  const wait = readiness.cannotDecide() ?? extender.cannotDecide?.();
  if (wait !== undefined) return callRefusal(503, wait);
  const body = await readBody(request, options.intake, limits.maxBodyBytes);
  if (body === 'aborted') return undefined;
  if (body === 'overloaded') return callRefusal(503, 'the server has too many calls in flight; try again');
  if (body === 'too-large') return callRefusal(413, `the body is larger than ${limits.maxBodyBytes} bytes`);
  return await answerCall(verb, body, limits, options);
}

/**
 * Makes the handler of one verb. Every call is answered: with a decision, or with the reason in `Error` and a code upon
 * which kube-scheduler tries the pod again later.
 */
export function extenderEndpoint(verb: Verb, options: ExtenderEndpointOptions): EndpointHandler {
  const { lifecycle, metrics, log, onGoodCall } = options;
  return async function answerRequest(request, response) {
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    let code = 500;
    lifecycle.noteRequest();
    try {
      const answer = await answerTo(verb, request, options);
      code = answer?.code ?? CLIENT_GONE;
      if (answer === undefined) return;
      sendJson(response, code, answer.body, lifecycle.isLeaving);
      if (code === 200) onGoodCall(request.socket);
      const fields = { verb, code, ms: Math.round(seconds() * 1e6) / 1e3, ...answer.fields };
      if (code === 200) log.info(fields, 'answered');
      else log.warn(fields, 'refused');
    } finally {
      metrics.answered(verb, code, seconds());
    }
  };
}
