import { cleanLine } from '../../core/clean-text.ts';
import { stringAt } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';

/** What was asked of the API server, in the words of RBAC. */
export interface Asking {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';
  /** The resource in its plural, lower-case spelling. */
  readonly resource: string;
}

/** Why a request came to nothing. */
export interface Failure {
  /**
   * `unreachable`: no answer, or one that broke off; `refused`: an answer other than success; `corrupt`: an answer that
   * makes no sense.
   */
  readonly type: 'unreachable' | 'refused' | 'corrupt';
  /** The HTTP status code of a refusal. */
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** For people: `may not list pods: …`. */
  readonly reason: string;
}

const LIMIT = 300;

/** The version that was asked for is gone: only a list helps. */
export const EXPIRED = 410;
export const NOT_FOUND = 404;

function messageOf(body: JsonValue | undefined): string {
  const message = stringAt(body, 'message') ?? stringAt(body, 'reason') ?? '';
  return message === '' ? '' : `: ${cleanLine(message, LIMIT)}`;
}

function refusalReason(status: number, body: JsonValue | undefined, { verb, resource }: Asking): string {
  const message = messageOf(body);
  if (status === 403) return `may not ${verb} ${resource}${message}`;
  if (status === 401) return `the API server did not accept our credentials to ${verb} ${resource}${message}`;
  return `the API server answered ${status} to ${verb} ${resource}${message}`;
}

/** Describes an answer other than success. */
export function refusal(
  answer: { readonly status: number; readonly retryAfterMs?: number | undefined },
  body: JsonValue | undefined,
  asking: Asking,
): Failure {
  const { status, retryAfterMs } = answer;
  return {
    type: 'refused',
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    reason: refusalReason(status, body, asking),
  };
}

/** Describes an answer that makes no sense. */
export function corruption(what: string, { verb, resource }: Asking): Failure {
  return { type: 'corrupt', reason: `the answer to ${verb} ${resource} is corrupt: ${what}` };
}

function textOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'unknown error';
  const message = cleanLine(thrown.message, LIMIT);
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  return code === '' || message.includes(code) ? message : `${code}: ${message}`;
}

/** Describes what was thrown instead of an answer. */
export function unreachable(thrown: unknown, { verb, resource }: Asking): Failure {
  return { type: 'unreachable', reason: `no answer to ${verb} ${resource}: ${textOf(thrown)}` };
}
