import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import type { Environment } from '../../src/cli/environment.ts';
import { readStdin } from '../../src/cli/read-stdin.ts';
import { runCli } from '../../src/cli/run.ts';

/** What a run of the CLI in this process is given besides its arguments. */
export interface CliSurroundings {
  readonly stdin?: string | Buffer;
  readonly variables?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly command?: string;
  readonly now?: string;
  /** Whether stdout and stderr are terminals. */
  readonly isTTY?: boolean;
}

/** How a run of the CLI ended. */
export interface CliEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function collector(isTTY: boolean) {
  const chunks: string[] = [];
  return { chunks, stream: { write: (chunk: string) => void chunks.push(chunk), isTTY, columns: 80 } };
}

/** Surroundings of a run that touch nothing of this process, and what it wrote. */
export function fakeEnvironment(args: readonly string[], surroundings: CliSurroundings = {}) {
  const { stdin = '', variables = {}, command = 'stowage', isTTY = false } = surroundings;
  const stdout = collector(isTTY);
  const stderr = collector(isTTY);
  const environment: Environment = {
    args,
    command,
    variables,
    cwd: surroundings.cwd ?? process.cwd(),
    readStdin: async () => await readStdin(Readable.from([Buffer.from(stdin)])),
    stdout: stdout.stream,
    stderr: stderr.stream,
    now: () => new Date(surroundings.now ?? '2026-11-20T12:00:00Z'),
  };
  return { environment, stdout: () => stdout.chunks.join(''), stderr: () => stderr.chunks.join('') };
}

/** Runs the CLI in this process with surroundings of its own. */
export async function stowage(args: readonly string[], surroundings?: CliSurroundings): Promise<CliEnd> {
  const { environment, stdout, stderr } = fakeEnvironment(args, surroundings);
  const code = await runCli(environment);
  return { code, stdout: stdout(), stderr: stderr() };
}

/** A finding as `-o json` prints it. */
interface JsonFinding {
  readonly ruleId: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
  readonly object: Readonly<Record<string, string>>;
}

/** What `check -o json` prints. */
export interface JsonReport {
  readonly findings: readonly JsonFinding[];
  readonly summary: Readonly<Record<string, number>>;
}

/** Checks and returns what `-o json` prints; fails on wrong usage. */
export async function checkJson(
  args: readonly string[],
  surroundings?: CliSurroundings,
): Promise<JsonReport> {
  const { code, stdout, stderr } = await stowage(['check', '-o', 'json', ...args], surroundings);
  expect([0, 1], stderr).toContain(code);
  return JSON.parse(stdout);
}

/** Checks a text that comes from stdin. */
export async function checkText(
  stdin: string,
  args: readonly string[] = [],
  surroundings: CliSurroundings = {},
): Promise<JsonReport> {
  return await checkJson(['-', ...args], { ...surroundings, stdin });
}

/** `line:column rule-id` of findings, without those that are only info or undecided. */
export function faults(report: JsonReport): readonly string[] {
  return report.findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ line, column, ruleId }) => `${line}:${column} ${ruleId}`);
}

/** A folder that is gone when the test is over, or what else `afterwards` waits for. */
export function temporaryFolder(afterwards: (end: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-cli-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The file that `npm run stowage` runs. */
export const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** How a process of its own is started. */
export interface Spawning {
  readonly stdin?: string | Buffer;
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly program?: string;
}

/** Runs the CLI as a process of its own. */
export async function spawnStowage(args: readonly string[], spawning: Spawning = {}): Promise<CliEnd> {
  const child = spawn(process.execPath, [spawning.program ?? MAIN, ...args], {
    env: { ...process.env, ...spawning.variables },
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(spawning.stdin ?? '');
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number>(resolve => child.once('close', status => resolve(status ?? -1))),
  ]);
  return { code, stdout, stderr };
}
