/** A file that could not be read or is beyond the limits; the other files go on. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** The path as it was given or found. */
  readonly file: string;
  /** What is wrong, a clause without a final period. */
  readonly reason: string;
  /** What to do, a sentence. */
  readonly fix: string;

  constructor(file: string, reason: string, fix: string) {
    super(`${file}: ${reason}`);
    this.file = file;
    this.reason = reason;
    this.fix = fix;
  }
}
