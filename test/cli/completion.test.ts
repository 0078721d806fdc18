import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../src/hooks/all-rules.ts';
import { MAIN, stowage, temporaryFolder } from '../support/cli.ts';

async function complete(...words: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await stowage(['__complete', ...words]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
}

describe('the words that complete a command line', () => {
  it('at its begin: the commands and the global flags, as the help text lists them', async () => {
    const { stdout } = await stowage(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '');
    expect(commands).toEqual(expect.arrayContaining(['check', 'mutate', 'review', 'demo', 'help']));
    const offered = ['--color', '--help', '--version', ...commands];
    expect(await complete('')).toEqual(offered.toSorted());
    expect(await complete()).toEqual(offered.toSorted());
  });

  it.each([
    ['a begun command', ['ch'], ['check']],
    ['a command below another', ['certs', 'i'], ['init']],
    ['a begun flag', ['check', '--fail'], ['--fail-on']],
    ['a flag of the whole program', ['check', '--col'], ['--color']],
    ['the values of a flag', ['check', '--fail-on', ''], ['error', 'info', 'never', 'warning']],
    ['a begun value', ['check', '--fail-on', 'e'], ['error']],
    ['the values of a global flag', ['--color', ''], ['always', 'auto', 'never']],
    ['the values of a global flag behind a command', ['check', '--color', 'a'], ['always', 'auto']],
    ['the formats of check', ['check', '-o', ''], ['github', 'json', 'junit', 'sarif', 'text', 'yaml']],
    ['the formats of mutate', ['mutate', '-o', ''], ['json', 'yaml']],
    ['the formats of rules', ['rules', '--output', ''], ['json', 'markdown', 'table', 'yaml']],
    ['a flag with a file: the shell completes it', ['check', '--state', ''], []],
    ['a file: the shell completes it', ['check', 'examp'], []],
    ['words that look like flags of our own', ['check', '--help'], ['--help']],
    ['a begun flag that is a whole one too', ['check', '--h'], ['--helm-values', '--help']],
    ['the commands that help explains', ['help', 'ch'], ['check']],
    ['an unknown command', ['chek', '--fail'], []],
  ])('%s', async (_what, words, expected) => {
    expect(await complete(...words)).toEqual(expected);
  });

  it('the shells', async () => {
    expect(await complete('completion', '')).toEqual(
      expect.arrayContaining(['bash', 'fish', 'kubectl', 'powershell', 'zsh']),
    );
  });

  it('the rules', async () => {
    expect(await complete('explain', 'iomesh-sc-fs')).toEqual(['iomesh-sc-fstype-invalid']);
    const all = await complete('explain', '');
    expect(all).toEqual(expect.arrayContaining(ALL_RULES.map(rule => rule.id)));
  });
});

describe('a completion script', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell', 'kubectl'])('%s asks the program', async shell => {
    const { code, stdout } = await stowage(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/stowage __complete/);
  });

  it.each(['bash', 'kubectl'])('%s has the syntax of its shell', async shell => {
    const { stdout } = await stowage(['completion', shell]);
    const { status, stderr } = spawnSync('bash', ['-n'], { input: stdout, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('bash completes with it', async () => {
    const { stdout } = await stowage(['completion', 'bash']);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'stowage'), `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
    chmodSync(join(folder, 'stowage'), 0o755);
    const script = `${stdout}
COMP_WORDS=(stowage check --fail-on '')
COMP_CWORD=3
_stowage
printf '%s\\n' "\${COMPREPLY[@]}"
`;
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
    const result = spawnSync('bash', ['-c', script], { encoding: 'utf8', env });
    expect(result.stdout).toBe('error\ninfo\nnever\nwarning\n');
  });

  it('kubectl gets the candidates and what to do with them', async () => {
    const { stdout } = await stowage(['completion', 'kubectl']);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'kubectl-stowage'), `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
    writeFileSync(join(folder, 'kubectl_complete-stowage'), stdout);
    for (const name of ['kubectl-stowage', 'kubectl_complete-stowage']) chmodSync(join(folder, name), 0o755);
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
    const result = spawnSync(join(folder, 'kubectl_complete-stowage'), ['ver'], { encoding: 'utf8', env });
    expect(result.stdout).toBe('version\n:0\n');
  });
});
