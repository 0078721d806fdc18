import type { Lifecycle } from './lifecycle.ts';

/** Time for whoever waits: monotonic milliseconds. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** How long a server that must go keeps serving. */
export interface DrainTimes {
  /** At least this long: until then kube-proxy may send new connections. */
  readonly minMs: number;
  /** And until no request has come for this long. */
  readonly quietMs: number;
  /** But no longer than this. */
  readonly maxMs: number;
}

/** The times of a production server, within a terminationGracePeriodSeconds of 60. */
export const DEFAULT_DRAIN_TIMES: DrainTimes = { minMs: 15_000, quietMs: 5_000, maxMs: 45_000 };

const CHECK_MS = 100;

/** Says whether a server has served for long enough after it was told to go. */
export function isDrained(elapsedMs: number, quietMs: number, times: DrainTimes): boolean {
  return elapsedMs >= times.maxMs || (elapsedMs >= times.minMs && quietMs >= times.quietMs);
}

/** Waits until the server may stop serving. */
export async function untilDrained(lifecycle: Lifecycle, times: DrainTimes, clock: Clock): Promise<void> {
  const start = clock.now();
  let seen = lifecycle.requests;
  let lastRequest = start;
  while (!isDrained(clock.now() - start, clock.now() - lastRequest, times)) {
    await clock.sleep(CHECK_MS);
    if (lifecycle.requests === seen) continue;
    seen = lifecycle.requests;
    lastRequest = clock.now();
  }
}
