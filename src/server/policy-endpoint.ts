import type { IncomingMessage } from 'node:http';
import { cleanLine } from '../core/clean-text.ts';
import { MEDIA_TYPES } from '../policy/openapi.ts';
import { refusal } from '../policy/policy.ts';
import type { Policy, PolicyAction, PolicyAnswer } from '../policy/policy.ts';
import type { Log } from '../telemetry/log.ts';
import type { PolicyMetrics } from '../telemetry/policy-metrics.ts';
import type { EndpointHandler } from './admission-endpoint.ts';
import type { Intake } from './intake.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { ServerLimits } from './limits.ts';
import { readBody } from './read-body.ts';
import type { Readiness } from './readiness.ts';
import { sendJsonText } from './send-json.ts';
import type { Caller, TokenGate } from './token-gate.ts';

/** What the endpoints of the policy API share. */
export interface PolicyEndpointOptions {
  readonly policy: Policy;
  /** Who may ask; everybody when absent. */
  readonly gate: TokenGate | undefined;
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly lifecycle: Lifecycle;
  readonly readiness: Readiness;
  readonly intake: Intake;
  readonly limits: ServerLimits;
  readonly log: Log;
  readonly metrics: PolicyMetrics;
}

/** What the log says of a question, besides the answer. */
interface Asking {
  readonly bytes?: number;
  readonly username?: string;
}

/** What proxies log for a client that did not wait. */
const CLIENT_GONE = 499;
const NAME_LIMIT = 253;
const TRY_AGAIN = 'Try again in a second.';

function isRead(contentType = ''): boolean {
  const [type, ...parameters] = contentType.split(';').map(part => part.trim().toLowerCase());
  return MEDIA_TYPES.some(known => known === type) && parameters.every(text => text === 'charset=utf-8');
}

function mistakeInHead({ method, headers }: IncomingMessage): PolicyAnswer | undefined {
  if (method !== 'POST') return refusal(405, 'questions are asked by POST', 'Send the manifests by POST.');
  if (!isRead(headers['content-type']))
    return refusal(415, 'the content type is none that is read', `Use one of ${MEDIA_TYPES.join(', ')}.`);
  if (headers['content-encoding'] !== undefined)
    return refusal(415, 'the body is compressed', 'Send it as it is.');
  return undefined;
}

function reasonToWait({ lifecycle, readiness }: PolicyEndpointOptions): PolicyAnswer | undefined {
  const reason = lifecycle.phase === 'refusing' ? 'the server is shutting down' : readiness.cannotDecide();
  return reason === undefined ? undefined : refusal(503, reason, TRY_AGAIN);
}

function refusalOf(caller: Exclude<Caller, object>): PolicyAnswer {
  switch (caller) {
    case 'unauthenticated':
      return refusal(
        401,
        'there is no valid bearer token',
        'Send "Authorization: Bearer TOKEN"; kubectl create token makes one.',
      );
    case 'overloaded':
      return refusal(503, 'too many tokens are being reviewed', TRY_AGAIN);
    case 'unreachable':
      return refusal(503, 'the API server cannot be asked about the token', TRY_AGAIN);
    default:
      return caller satisfies never;
  }
}

async function answerBody(
  action: PolicyAction,
  request: IncomingMessage,
  options: PolicyEndpointOptions,
): Promise<(PolicyAnswer & Asking) | undefined> {
  const { policy, intake, limits, today } = options;
  const body = await readBody(request, intake, limits.maxBodyBytes);
  switch (body) {
    case 'aborted':
      return undefined;
    case 'overloaded':
      return refusal(503, 'too many bodies are being read', TRY_AGAIN);
    case 'too-large':
      return refusal(
        413,
        `the body is larger than ${limits.maxBodyBytes} bytes`,
        'Send fewer objects at a time.',
      );
    default:
      return { ...(await policy.answer({ action, body, today: today() })), bytes: body.length };
  }
}

async function answerTo(
  action: PolicyAction,
  request: IncomingMessage,
  options: PolicyEndpointOptions,
): Promise<(PolicyAnswer & Asking) | undefined> {
  const refused = mistakeInHead(request) ?? reasonToWait(options);
  if (refused !== undefined) return refused;
  const caller = await options.gate?.callerOf(request.headers.authorization);
  if (typeof caller === 'string') return refusalOf(caller);
  const answer = await answerBody(action, request, options);
  return answer && { ...answer, ...caller };
}

/** Makes the handler of one question. Every one is answered with JSON: what was found, or `error` and `fix`. */
export function policyEndpoint(action: PolicyAction, options: PolicyEndpointOptions): EndpointHandler {
  const { lifecycle, metrics, log } = options;
  return async function answerRequest(request, response) {
    const start = performance.now();
    const answer = await answerTo(action, request, options);
    const code = answer?.code ?? CLIENT_GONE;
    const seconds = (performance.now() - start) / 1000;
    metrics.answered(action, code, seconds);
    if (answer === undefined) return;
    sendJsonText(response, code, answer.text, lifecycle.isLeaving);
    const { bytes, username } = answer;
    const caller = username === undefined ? {} : { username: cleanLine(username, NAME_LIMIT) };
    log.info({ action, code, ms: Math.round(seconds * 1000), bytes, ...caller }, 'asked');
  };
}
