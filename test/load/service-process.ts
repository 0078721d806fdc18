import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Target } from './connection.ts';
import { onCore } from './machine.ts';
import { SERVER_NAME } from './reviews.ts';

const HOST = '127.0.0.1';
const START_MS = 120_000;

/** How a service is started. */
export interface ServiceOptions {
  /** The program: dist/stowage.js, or src/main.ts. */
  readonly entry: string;
  /** The folder with the state. */
  readonly state: string;
  /** A folder for its log and its CA. */
  readonly folder: string;
  readonly core?: number;
  readonly nodeFlags?: readonly string[];
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  readonly target: Target;
  readonly child: ChildProcess;
  /** Ends it, if it still runs, and waits until it has ended. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
}

/** The service as users run it. */
export interface ServiceProcess extends ServerProcess {
  readonly opsPort: number;
  /** Seconds from start to listening. */
  readonly startSeconds: number;
  /** Whether /readyz says yes. */
  readonly isReady: () => Promise<boolean>;
  /** The text at a path of the operators' port. */
  readonly ops: (path: string) => Promise<{ readonly code: number; readonly body: string }>;
}

/** Starts a command, tied to a core when one is given. */
export function spawnOn(
  core: number | undefined,
  command: readonly string[],
  stdio: Parameters<typeof spawn>[2]['stdio'],
): ChildProcess {
  const [program = '', ...args] = [...(core === undefined ? [] : onCore(core)), ...command];
  return spawn(program, args, { stdio });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Makes the function that ends a process. */
export function killer(child: ChildProcess): ServerProcess['kill'] {
  return async (signal = 'SIGKILL') => {
    if (hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
}

/** Waits until a text that a process writes holds something. */
export async function untilMatch(
  child: ChildProcess,
  text: () => string,
  pattern: RegExp,
): Promise<RegExpExecArray> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    const match = pattern.exec(text());
    if (match !== null) return match;
    if (hasEnded(child) || performance.now() > deadline)
      throw new Error(`the server did not start: ${text()}`);
    await sleep(20);
  }
}

async function get(port: number, path: string): Promise<{ readonly code: number; readonly body: string }> {
  const asking = request({ host: HOST, port, path, agent: false, timeout: 2_000 });
  asking.on('timeout', () => asking.destroy(new Error('timeout')));
  asking.end();
  const [message] = await once(asking, 'response');
  let body = '';
  for await (const chunk of message) body += String(chunk);
  return { code: message.statusCode, body };
}

let started = 0;

/** Starts `stowage serve` on a state, as users do, and waits until it listens. */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  const { entry, state, folder, core, nodeFlags = [] } = options;
  const start = performance.now();
  const caFile = join(folder, `ca-${(started += 1)}.pem`);
  const log = openSync(join(folder, `service-${started}.log`), 'w');
  const ports = ['--webhook-port', '0', '--ops-port', '0', '--extender-port', '0'];
  const child = spawnOn(
    core,
    [
      process.execPath,
      ...nodeFlags,
      entry,
      'serve',
      '--state',
      state,
      '--address',
      HOST,
      ...ports,
      '--ca-file-out',
      caFile,
    ],
    ['ignore', log, 'pipe'],
  );
  closeSync(log);
  let errors = '';
  child.stderr?.on('data', chunk => (errors += String(chunk)));
  const [, webhook] = await untilMatch(child, () => errors, /webhooks\s+https:\/\/127\.0\.0\.1:(\d+)/);
  const [, opsPort] = await untilMatch(child, () => errors, /health\s+http:\/\/127\.0\.0\.1:(\d+)/);
  const ops = (path: string) => get(Number(opsPort), path);
  return {
    pid: child.pid ?? 0,
    target: {
      host: HOST,
      port: Number(webhook),
      servername: SERVER_NAME,
      ca: readFileSync(caFile, 'utf8'),
    },
    opsPort: Number(opsPort),
    startSeconds: (performance.now() - start) / 1000,
    child,
    kill: killer(child),
    ops,
    isReady: async () => {
      const answer = await ops('/readyz').catch(() => undefined);
      return answer?.code === 200;
    },
  };
}
