import { AppError } from '../core/errors.ts';
import type { CertificateClock } from './ports.ts';

/** One call of the API server, as a person is told of it. */
export interface ApiCall {
  readonly verb: 'get' | 'list' | 'create' | 'update' | 'delete' | 'patch';
  readonly resource:
    'secrets' | 'mutatingwebhookconfigurations' | 'validatingwebhookconfigurations' | 'webhookconfigurations';
  /** Of the object, or who they are when there are several. */
  readonly name: string;
}

/** The call that reads our webhook configurations. */
export const CONFIGURATIONS_CALL: ApiCall = {
  verb: 'get',
  resource: 'webhookconfigurations',
  name: 'of ours',
};

/** A call of a Secret. */
export function secretCall(verb: ApiCall['verb'], name: string): ApiCall {
  return { verb, resource: 'secrets', name };
}

/** What became of a write: `lost-race` when another was faster, `immutable` when the object cannot be changed that way. */
export type WriteOutcome = 'written' | 'lost-race' | 'immutable';

/** No call is waited for longer: the certificate in use has to be renewed even when the API server hangs. */
const DEADLINE_MS = 10_000;
const STATUS = { forbidden: 403, notFound: 404, conflict: 409, invalid: 422 } as const;

/** A member of whatever was thrown; errors of every client library are welcome. */
function memberOf(error: unknown, key: string): unknown {
  return typeof error === 'object' && error !== null
    ? Object.entries(error).find(([name]) => name === key)?.[1]
    : undefined;
}

function statusOf(error: unknown): number | undefined {
  const status = memberOf(error, 'status') ?? memberOf(error, 'code');
  return typeof status === 'number' ? status : undefined;
}

/** What was asked for in the words of RBAC: as the error says, else as the call does. */
function wordsOf(call: ApiCall, cause: unknown) {
  const asking = memberOf(cause, 'asking');
  const [verb, resource] = [memberOf(asking, 'verb'), memberOf(asking, 'resource')];
  return {
    verb: typeof verb === 'string' ? verb : call.verb,
    resource: typeof resource === 'string' ? resource : call.resource,
    name: call.name,
  };
}

function apiError(call: ApiCall, cause: unknown): AppError {
  const words = wordsOf(call, cause);
  if (statusOf(cause) === STATUS.forbidden) {
    return new AppError('ERR_CERT_API_FORBIDDEN', words, { cause });
  }
  const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return new AppError('ERR_CERT_API_FAILED', { ...words, reason }, { cause });
}

async function withinDeadline<Result>(run: () => Promise<Result>, clock: CertificateClock): Promise<Result> {
  const timer = new AbortController();
  async function expire(): Promise<never> {
    await clock.sleep(DEADLINE_MS, timer.signal);
    throw new Error(`no answer within ${DEADLINE_MS / 1000} s`);
  }
  try {
    return await Promise.race([run(), expire()]);
  } finally {
    timer.abort();
  }
}

/**
 * Reads from the API server.
 * @throws AppError that names the call, and the missing permission if that is the reason.
 */
export async function readApi<Result>(
  call: ApiCall,
  clock: CertificateClock,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await withinDeadline(run, clock);
  } catch (error) {
    throw apiError(call, error);
  }
}

/**
 * Writes to the API server; losing a race is an outcome, not an error.
 * @throws AppError as {@link readApi}.
 */
export async function writeApi(
  call: ApiCall,
  clock: CertificateClock,
  run: () => Promise<unknown>,
): Promise<WriteOutcome> {
  try {
    await withinDeadline(run, clock);
    return 'written';
  } catch (error) {
    const status = statusOf(error);
    if (status === STATUS.conflict) return 'lost-race';
    if (status === STATUS.notFound && call.verb !== 'create') return 'lost-race';
    if (status === STATUS.invalid && call.verb === 'update') return 'immutable';
    throw apiError(call, error);
  }
}
