import { AppError } from '../core/errors.ts';
import type { ObservedConfiguration } from './ports.ts';

/** What a pass over the certificates came to. */
export interface PassReport {
  readonly problems: readonly AppError[];
  /** The next pass is wanted after so many ms, if that is sooner than usual. */
  readonly againMs?: number;
}

/** Where a serving certificate comes from. */
export interface CertificateSource {
  /**
   * Looks after the certificate once; nothing is thrown but bugs.
   * @param configurations as just observed; `undefined` when they could not be.
   */
  readonly pass: (configurations: readonly ObservedConfiguration[] | undefined) => Promise<PassReport>;
}

/** An operational failure as it is, whatever else as a bug that goes on. */
export function asProblem(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
