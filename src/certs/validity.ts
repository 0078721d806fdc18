const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When a certificate is valid, both ends included; whole seconds, as X.509 has no finer ones. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

function wholeSecond(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / SECOND_MS) * SECOND_MS);
}

/**
 * The validity of a certificate issued now for some days (fractions are fine). It starts an hour early, so that nodes
 * whose clock is behind accept it, and ends no later than `latest`, the end of its issuer.
 */
export function validityFrom(now: Date, days: number, latest?: Date): Validity {
  const end = now.getTime() + days * DAY_MS;
  return {
    notBefore: wholeSecond(now.getTime() - HOUR_MS),
    notAfter: wholeSecond(Math.min(end, latest?.getTime() ?? end)),
  };
}
