import { InputError } from './input-error.ts';

const REASONS: ReadonlyMap<string, readonly [reason: string, fix: string]> = new Map([
  ['ENOENT', ['it does not exist', 'Check the path.']],
  ['ENOTDIR', ['it does not exist', 'Check the path.']],
  ['EACCES', ['it may not be read', 'Give yourself permission to read it.']],
  ['EPERM', ['it may not be read', 'Give yourself permission to read it.']],
  ['ELOOP', ['its symbolic links lead back to themselves', 'Mend or delete the link.']],
]);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Puts a failure of the file system into words; what is no such failure is passed on. */
export function inputFailure(file: string, error: unknown): InputError {
  const code = codeOf(error);
  if (code === '') throw error;
  const [reason, fix] = REASONS.get(code) ?? [`it cannot be read (${code})`, 'Check the file and its disk.'];
  return new InputError(file, reason, fix);
}
