import type { CertificateClock } from './ports.ts';

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const abort = () => reject(new Error('no longer waited for'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** The machine's own time and chance. */
export const SYSTEM_CLOCK: CertificateClock = { now: () => new Date(), sleep, random: Math.random };
