import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAIN, spawnStowage, temporaryFolder } from '../support/cli.ts';
import { BAD_CLASS, GOOD_CLASS } from '../support/manifests.ts';

const UNCOLOURED = { NO_COLOR: undefined, FORCE_COLOR: undefined, GITHUB_ACTIONS: undefined };

/** Part of util-linux: gives a program a terminal. */
const TERMINAL = 'script';
const HAS_TERMINAL = spawnSync(TERMINAL, ['-qec', 'true', '/dev/null']).status === 0;

/** What a terminal shows of a command, and its exit code. */
function onTerminal(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const command = [process.execPath, MAIN, ...args].map(word => `'${word}'`).join(' ');
  const env = { ...process.env, TERM: 'xterm', ...variables };
  for (const name of Object.keys(UNCOLOURED)) if (!(name in variables)) Reflect.deleteProperty(env, name);
  const { status, stdout } = spawnSync(TERMINAL, ['-qec', command, '/dev/null'], {
    encoding: 'utf8',
    env,
    input: '',
  });
  return { code: status, output: stdout };
}

describe('a process of its own', () => {
  it.each([
    [0, ['check', '-'], GOOD_CLASS],
    [1, ['check', '-'], BAD_CLASS],
    [2, ['check'], ''],
  ])('exit code %i: %j, with data on stdout and complaints on stderr', async (code, args, stdin) => {
    const end = await spawnStowage(args, { stdin });
    expect(end.code).toBe(code);
    expect(end[code === 2 ? 'stdout' : 'stderr']).toBe('');
    expect(end[code === 2 ? 'stderr' : 'stdout']).not.toBe('');
  });

  it('calls itself kubectl stowage when kubectl calls it', async () => {
    const program = join(temporaryFolder(), 'kubectl-stowage');
    symlinkSync(MAIN, program);
    const { code, stdout } = await spawnStowage(['check', '--help'], { program });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: kubectl stowage check /);
  });

  it('prints a large answer whole before it ends', async () => {
    const { code, stdout } = await spawnStowage(['rules', '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).length).toBeGreaterThan(150);
  });
});

describe.runIf(HAS_TERMINAL)('a process on a terminal', () => {
  const args = ['check', 'examples/manifests'];

  it('is coloured, with the same exit code', () => {
    const { code, output } = onTerminal(args);
    expect(code).toBe(1);
    expect(output).toContain('\u001B[31merror');
  });

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('is not coloured with %j', variables => {
    const { code, output } = onTerminal(args, variables);
    expect(code).toBe(1);
    expect(output).not.toContain('\u001B');
  });

  it('shows no progress line for what takes less than a second', () => {
    expect(onTerminal(args).output).not.toContain('checked ');
  });
});
