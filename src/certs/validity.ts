const SECOND_MS = 1000;
/** How long before its issue a certificate is valid already, for nodes whose clock is behind. */
export const BACKDATE_MS = 3_600_000;
/** A day. */
export const DAY_MS = 86_400_000;

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
    notBefore: wholeSecond(now.getTime() - BACKDATE_MS),
    notAfter: wholeSecond(Math.min(end, latest?.getTime() ?? end)),
  };
}
