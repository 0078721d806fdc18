import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { AdmissionRequest } from '../core/admission.ts';
import { allowed } from '../core/admission-response.ts';
import { errorFields } from '../telemetry/error-fields.ts';
import { refusal } from './answer.ts';
import type { Answer } from './answer.ts';
import { clientMistake } from './client-check.ts';
import type { ClientCheck } from './client-check.ts';
import { decide } from './decide.ts';
import type { Reporting } from './decide.ts';
import type { HookFunction, PrepareFunction } from './hook-function.ts';
import type { Intake } from './intake.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { ServerLimits } from './limits.ts';
import { parseReview } from './parse-review.ts';
import { readBody } from './read-body.ts';
import type { Readiness } from './readiness.ts';
import { requestFields, responseFields } from './request-fields.ts';
import { sendReview } from './send-review.ts';

/** What all endpoints of a server share. */
export interface EndpointOptions extends Reporting {
  readonly lifecycle: Lifecycle;
  readonly readiness: Readiness;
  readonly intake: Intake;
  readonly limits: ServerLimits;
  /** Whose certificates let reviews in; everybody may ask when absent. */
  readonly clientCheck?: ClientCheck | undefined;
  /** Called before each hook, when there is something to read beforehand. */
  readonly prepare?: PrepareFunction;
  /** Told of every connection that carried a good review. */
  readonly onGoodReview: (socket: Socket) => void;
}

/** One endpoint: the path as metrics name it and what decides there. */
export interface Endpoint {
  readonly webhook: string;
  /** Absent where nothing decides: everything is allowed there, for left-over configurations must not stop a cluster. */
  readonly hook?: HookFunction;
}

/** Answers one HTTP request. */
export type EndpointHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i;
/** What proxies log for a client that did not wait. */
const CLIENT_GONE = 499;
const OVERLOADED = 'the server has too many reviews in flight; try again';

function mistakeInHead({ method, headers }: IncomingMessage): Answer | undefined {
  if (method !== 'POST') return refusal(405, 'reviews are sent by POST');
  if (!JSON_TYPE.test(headers['content-type'] ?? ''))
    return refusal(415, 'the content type must be application/json');
  if (headers['content-encoding'] !== undefined) return refusal(415, 'the body must not be compressed');
  return undefined;
}

function strangerAt(request: IncomingMessage, { clientCheck }: EndpointOptions): Answer | undefined {
  const mistake = clientCheck && clientMistake(request.socket, clientCheck);
  return mistake === undefined ? undefined : refusal(403, mistake);
}

function reasonToWait({ hook }: Endpoint, { lifecycle, readiness }: EndpointOptions): string | undefined {
  if (lifecycle.phase === 'refusing') return 'the server is shutting down';
  return hook === undefined ? undefined : readiness.cannotDecide();
}

/** What cannot be read beforehand is decided on without it. */
async function prepared(request: AdmissionRequest, { prepare, log }: EndpointOptions): Promise<void> {
  try {
    await prepare?.(request);
  } catch (error) {
    log.error({ ...requestFields(request), ...errorFields(error) }, 'a request could not be prepared');
  }
}

/** Only preparation waits: no two reviews are ever decided at once. */
async function answerBody(body: Buffer, { hook }: Endpoint, options: EndpointOptions): Promise<Answer> {
  const parsed = parseReview(body, options.limits);
  if ('error' in parsed) return refusal(400, parsed.error, parsed.uid);
  if (hook === undefined)
    return { code: 200, response: allowed(parsed.uid), request: parsed, decision: 'allowed' };
  await prepared(parsed, options);
  return decide(hook, parsed, options);
}

async function answerTo(
  request: IncomingMessage,
  endpoint: Endpoint,
  options: EndpointOptions,
): Promise<Answer | undefined> {
  const mistake = strangerAt(request, options) ?? mistakeInHead(request);
  if (mistake !== undefined) return mistake;
  const wait = reasonToWait(endpoint, options);
  if (wait !== undefined) return refusal(503, wait);
  const body = await readBody(request, options.intake, options.limits.maxBodyBytes);
  switch (body) {
    case 'aborted':
      return undefined;
    case 'overloaded':
      return refusal(503, OVERLOADED);
    case 'too-large':
      return refusal(413, `the body is larger than ${options.limits.maxBodyBytes} bytes`);
    default:
      return await answerBody(body, endpoint, options);
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

function report(
  endpoint: Endpoint,
  answer: Answer,
  seconds: number,
  { log, metrics }: EndpointOptions,
): void {
  const { webhook } = endpoint;
  const { code, response, request, decision } = answer;
  const fields = { webhook, code, ms: Math.round(seconds * 1e6) / 1e3 };
  const reason = response.status?.message;
  if (decision !== undefined) metrics.decided(webhook, decision);
  metrics.found(response.findings ?? []);
  if (request !== undefined)
    log.info({ ...fields, ...requestFields(request), ...responseFields(response) }, 'reviewed');
  else if (code === 503) log.debug({ ...fields, reason }, 'put off');
  else log.warn({ ...fields, reason }, 'refused');
}

/**
 * Makes the handler of one path. It always answers with an AdmissionReview: a decision, or why there is none; not ready,
 * overloaded and going away are 503 with Retry-After, upon which kube-apiserver asks again by itself.
 */
export function admissionEndpoint(endpoint: Endpoint, options: EndpointOptions): EndpointHandler {
  const { lifecycle, metrics, onGoodReview } = options;
  return async function answerRequest(request, response) {
    const start = performance.now();
    let code = 500;
    lifecycle.noteRequest();
    metrics.started(endpoint.webhook);
    try {
      const answer = await answerTo(request, endpoint, options);
      code = answer?.code ?? CLIENT_GONE;
      if (answer === undefined) return;
      sendReview(response, code, answer.response, lifecycle.isLeaving);
      if (code === 200) onGoodReview(request.socket);
      report(endpoint, answer, secondsSince(start), options);
    } finally {
      metrics.answered(endpoint.webhook, code, secondsSince(start));
    }
  };
}
