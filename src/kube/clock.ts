/** Time for whoever waits; tests put in one of their own. */
export interface Clock {
  /** Monotonic milliseconds: steps of the wall clock do not show. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds; what it returns calls that off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

/** The clock of the machine. */
export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** A number from 0 up to but not including 1, as Math.random gives it. */
export type Random = () => number;

/** Waits for a time, or until one of the signals aborts. */
export async function sleep(
  milliseconds: number,
  clock: Clock,
  ...signals: readonly AbortSignal[]
): Promise<void> {
  if (signals.some(signal => signal.aborted)) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = () => resolve();
  const callOff = clock.after(milliseconds, stop);
  for (const signal of signals) signal.addEventListener('abort', stop);
  await promise;
  callOff();
  for (const signal of signals) signal.removeEventListener('abort', stop);
}
