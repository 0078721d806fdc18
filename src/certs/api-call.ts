import { AppError } from '../core/errors.ts';
import type { CertificateClock } from './ports.ts';

/** One call of the API server, as a person is told of it. */
export interface ApiCall {
  readonly verb: 'get' | 'list' | 'create' | 'update' | 'delete' | 'patch';
  readonly resource:
    'secrets' | 'mutatingwebhookconfigurations' | 'validatingwebhookconfigurations' | 'webhookconfigurations';
  readonly name: string;
}

/** What became of a write: `lost-race` when another was faster, `immutable` when the object cannot be changed that way. */
export type WriteOutcome = 'written' | 'lost-race' | 'immutable';

/** No call is waited for longer: the certificate in use has to be renewed even when the API server hangs. */
const DEADLINE_MS = 10_000;
const STATUS = { forbidden: 403, notFound: 404, conflict: 409, invalid: 422 } as const;

function numberIn(error: object, key: string): number | undefined {
  const value: unknown = Object.entries(error).find(([name]) => name === key)?.[1];
  return typeof value === 'number' ? value : undefined;
}

function statusOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null
    ? (numberIn(error, 'status') ?? numberIn(error, 'code'))
    : undefined;
}

function apiError(call: ApiCall, cause: unknown): AppError {
  const { verb, resource, name } = call;
  if (statusOf(cause) === STATUS.forbidden) {
    return new AppError('ERR_CERT_API_FORBIDDEN', { verb, resource, name }, { cause });
  }
  const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return new AppError('ERR_CERT_API_FAILED', { verb, resource, name, reason }, { cause });
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
