import { basename } from 'node:path';
import process from 'node:process';
import type { Environment, OutputStream } from './environment.ts';
import { readStdin } from './read-stdin.ts';
import { runCli } from './run.ts';

/** A reader that has seen enough (`| head`) is no failure: the rest is not written. */
function endQuietlyWithoutReader(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
  process.exit();
}

function outputStream(stream: NodeJS.WriteStream): OutputStream {
  stream.on('error', endQuietlyWithoutReader);
  return {
    write: (chunk: string) => void stream.write(chunk),
    isTTY: stream.isTTY,
    columns: stream.columns,
  };
}

function processEnvironment(): Environment {
  return {
    args: process.argv.slice(2),
    command: basename(process.argv[1] ?? '').startsWith('kubectl-') ? 'kubectl stowage' : 'stowage',
    variables: process.env,
    cwd: process.cwd(),
    readStdin: async () => await readStdin(process.stdin),
    stdout: outputStream(process.stdout),
    stderr: outputStream(process.stderr),
    now: () => new Date(),
  };
}

/** Runs the command line of this process and sets its exit code. */
export async function runProcess(): Promise<void> {
  process.exitCode = await runCli(processEnvironment());
}
