/** The API server keeps a connection open and says nothing. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';

  constructor(milliseconds: number) {
    super(`nothing came for ${Math.round(milliseconds / 1000)} s`);
  }
}
