import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isHealthy } from './health.ts';

const START_DEADLINE_MS = 120_000;
const LOOK_EVERY_MS = 50;
const LOG_LINES = 30;

/**
 * Starts a program in a process group of its own and ends the group when standard input ends, which it does however the
 * tests end: a killed run leaves nothing behind.
 */
const GUARD = `exec 3<&0
(read -r _ <&3; kill -KILL 0) &
exec "$@" 3<&- </dev/null`;

/** What a component is started from. */
export interface ComponentOptions {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Answers 200 when the component is ready. */
  readonly healthAddress: string;
  readonly logFile: string;
}

/** A process of the control plane, which can be stopped and started again on the same port. */
export class Component {
  readonly #options: ComponentOptions;
  #process: ChildProcess | undefined;

  constructor(options: ComponentOptions) {
    this.#options = options;
  }

  /** Starts the process and waits until it is ready. */
  async start(): Promise<void> {
    const { program, args, logFile } = this.#options;
    const log = await open(logFile, 'a');
    this.#process = spawn('sh', ['-c', GUARD, 'sh', program, ...args], {
      stdio: ['pipe', log.fd, log.fd],
      detached: true,
    });
    await once(this.#process, 'spawn');
    await log.close();
    await this.#ready(this.#process, Date.now() + START_DEADLINE_MS);
  }

  async #ready(child: ChildProcess, deadline: number): Promise<void> {
    while (!(await isHealthy(this.#options.healthAddress))) {
      if (hasEnded(child)) throw await this.#failure('ended before it was ready');
      if (Date.now() > deadline) throw await this.#failure('was not ready in time');
      await delay(LOOK_EVERY_MS);
    }
  }

  async #failure(what: string): Promise<Error> {
    const { name, logFile } = this.#options;
    const end = (await readFile(logFile, 'utf8')).trimEnd().split('\n').slice(-LOG_LINES);
    return new Error([`${name} ${what}; the end of ${logFile}:`, ...end].join('\n'));
  }

  /** Ends the process and all that it started, at once, as a crash does. */
  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined) return;
    const ended = hasEnded(child) ? undefined : once(child, 'exit');
    killGroup(child);
    await ended;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** The guard is in the group as long as its input is open, so the group is never another's. */
function killGroup({ pid, stdin }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing was left.
  }
  stdin?.destroy();
}
