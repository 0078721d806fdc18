import type { Failure } from '../api/failure.ts';
import type { Random } from '../clock.ts';
import type { ListWatchTimes } from './times.ts';

/** A server that asks for hours is not listened to. */
const MAX_RETRY_AFTER_MS = 120_000;
/** Whoever was told the same `Retry-After` shall not come back at the same moment. */
const RETRY_AFTER_JITTER = 0.5;

/**
 * How long to wait after so many failures in a row: anything up to a limit that doubles each time, so that clients which
 * failed together come back apart (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function fullJitter(failures: number, capMs: number, times: ListWatchTimes, random: Random): number {
  return random() * Math.min(capMs, times.backoffMs * 2 ** Math.max(0, failures - 1));
}

/** How long to wait after a failure that was the nth in a row. */
export function retryDelay(
  failure: Failure,
  failures: number,
  times: ListWatchTimes,
  random: Random,
): number {
  const capMs = failure.type === 'unreachable' ? times.unreachableCapMs : times.backoffCapMs;
  const asked = Math.min(failure.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS);
  return Math.max(fullJitter(failures, capMs, times, random), asked * (1 + RETRY_AFTER_JITTER * random()));
}
