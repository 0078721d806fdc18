import { UsageError } from './usage-error.ts';

/** For `.catch`: turns a failure of the file system into wrong usage that names what could not be written. */
export function cannotWrite(what: string, fix?: string): (error: unknown) => never {
  return error => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${what} cannot be written: ${reason}`, fix);
  };
}
