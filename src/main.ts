#!/usr/bin/env node
import { basename } from 'node:path';
import { enableCompileCache } from 'node:module';
import process from 'node:process';
import type { Environment } from './cli/environment.ts';
import { runCli } from './cli/run.ts';

enableCompileCache();

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function outputStream(stream: NodeJS.WriteStream) {
  return {
    write: (text: string) => void stream.write(text),
    isTTY: stream.isTTY,
    columns: stream.columns ?? 80,
  };
}

const environment: Environment = {
  args: process.argv.slice(2),
  command: basename(process.argv[1] ?? '').startsWith('kubectl-') ? 'kubectl stowage' : 'stowage',
  variables: process.env,
  cwd: process.cwd(),
  readStdin,
  stdout: outputStream(process.stdout),
  stderr: outputStream(process.stderr),
  now: () => new Date(),
};

process.exitCode = await runCli(environment);
