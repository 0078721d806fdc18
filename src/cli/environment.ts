/** A stream the CLI writes to. */
export interface OutputStream {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  readonly columns: number;
}

/** All that the CLI touches of its surroundings; the tests give their own. */
export interface Environment {
  readonly args: readonly string[];
  /** How the user called us, for usage lines and hints: `stowage` or `kubectl stowage`. */
  readonly command: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly readStdin: () => Promise<string>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly now: () => Date;
}
