/** The user asked for something that cannot be done as asked: one sentence, then how to do it. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly fix: string | undefined;

  constructor(message: string, fix?: string) {
    super(message);
    this.fix = fix;
  }
}
