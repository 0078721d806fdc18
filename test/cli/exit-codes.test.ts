import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stowage, temporaryFolder } from '../support/cli.ts';
import {
  BAD_CLASS,
  DOUBTFUL_CLASS,
  GOOD_CLASS,
  REMARKABLE_CLASS,
  UNDECIDED_CLAIM,
} from '../support/manifests.ts';
import { reviewText } from '../support/cli-reviews.ts';

type Case = readonly [what: string, code: number, args: readonly string[], stdin?: string];

const EXAMPLES = ['--state', 'examples/cluster'];
const POD = 'examples/manifests/iomesh-pod.yaml';
const MISTAKES = 'examples/manifests/iomesh-storage-class-with-mistakes.yaml';

const CASES: readonly Case[] = [
  ['check: nothing found', 0, ['check', '-'], GOOD_CLASS],
  ['check: an error', 1, ['check', '-'], BAD_CLASS],
  ['check: a warning', 0, ['check', '-'], DOUBTFUL_CLASS],
  ['check: an info', 0, ['check', '-'], REMARKABLE_CLASS],
  ['check: an undecided rule', 0, ['check', '-'], UNDECIDED_CLAIM],
  ['check: text that is no YAML is a finding', 1, ['check', '-'], 'kind: [\n'],
  ['check: nothing at all on stdin', 0, ['check', '-'], ''],
  ['check: no path', 2, ['check']],
  ['check: a file that does not exist', 2, ['check', 'nowhere.yaml']],
  ['check: a file that does not exist beside one with errors', 2, ['check', MISTAKES, 'nowhere.yaml']],
  ['check: a state that does not exist', 2, ['check', '-', '--state', 'nowhere.yaml'], GOOD_CLASS],
  ['check: an unknown flag', 2, ['check', '--sate', 'x', '-']],
  ['check: an unknown format', 2, ['check', '-', '-o', 'xml'], GOOD_CLASS],
  ['check: a count that is none', 2, ['check', '-', '--max-findings', 'many'], GOOD_CLASS],
  ['check: --fail-on warning with a warning', 1, ['check', '-', '--fail-on', 'warning'], DOUBTFUL_CLASS],
  ['check: --fail-on warning with an info', 0, ['check', '-', '--fail-on', 'warning'], REMARKABLE_CLASS],
  ['check: --fail-on info with an info', 1, ['check', '-', '--fail-on', 'info'], REMARKABLE_CLASS],
  ['check: --fail-on info with an undecided rule', 0, ['check', '-', '--fail-on', 'info'], UNDECIDED_CLAIM],
  ['check: --fail-on never with an error', 0, ['check', '-', '--fail-on', 'never'], BAD_CLASS],
  ['check: --fail-on with another word', 2, ['check', '-', '--fail-on', 'sometimes'], BAD_CLASS],
  ['check: --strict-unknown with an undecided rule', 1, ['check', '-', '--strict-unknown'], UNDECIDED_CLAIM],
  [
    'check: --strict-unknown holds with --fail-on never',
    1,
    ['check', '-', '--strict-unknown', '--fail-on', 'never'],
    UNDECIDED_CLAIM,
  ],
  ['check: --strict-unknown with everything decided', 0, ['check', '-', '--strict-unknown'], GOOD_CLASS],
  ['mutate: allowed', 0, ['mutate', '-f', POD, ...EXAMPLES]],
  ['mutate: denied', 1, ['mutate', '-f', MISTAKES, ...EXAMPLES]],
  ['mutate --diff: something changes', 1, ['mutate', '--diff', '-f', POD, ...EXAMPLES]],
  ['mutate --diff: nothing changes', 0, ['mutate', '--diff', '-'], GOOD_CLASS],
  ['mutate: no path', 2, ['mutate']],
  ['mutate: a file that does not exist', 2, ['mutate', 'nowhere.yaml']],
  ['review: allowed', 0, ['review'], reviewText(GOOD_CLASS)],
  ['review: denied', 1, ['review'], reviewText(BAD_CLASS)],
  ['review: no review', 2, ['review'], GOOD_CLASS],
  ['review: a file that does not exist', 2, ['review', '-f', 'nowhere.json']],
  ['explain: a rule', 0, ['explain', 'yaml-parse-error']],
  ['explain: no such rule', 2, ['explain', 'yaml-parse-eror']],
  ['explain: no rule named', 2, ['explain']],
  ['rules', 0, ['rules']],
  ['rules: an unknown format', 2, ['rules', '-o', 'wide']],
  ['version', 0, ['version']],
  ['version: an unknown format', 2, ['version', '-o', 'yaml']],
  ['completion', 0, ['completion', 'bash']],
  ['completion: an unknown shell', 2, ['completion', 'tcsh']],
  ['certs: no sub-command', 2, ['certs']],
  ['certs init: no folder', 2, ['certs', 'init']],
  ['serve: no state', 2, ['serve']],
  ['serve: a state that does not exist', 2, ['serve', '--state', 'nowhere.yaml']],
  ['demo: too many words', 2, ['demo', 'now']],
  ['--help', 0, ['--help']],
  ['help of a command', 0, ['help', 'check']],
  ['--version', 0, ['--version']],
  ['no command', 2, []],
  ['an unknown command', 2, ['chek']],
  ['a colour mode that is none', 2, ['check', '-', '--color', 'sometimes'], GOOD_CLASS],
];

describe('the exit code', () => {
  const cases = CASES.map(([what, code, args, stdin = '']) => ({ what, code, args, stdin }));
  it.each(cases)('$what: $code', async ({ code, args, stdin }) => {
    const end = await stowage(args, { stdin });
    expect(end).toMatchObject({ code });
    expect(end.stderr).not.toContain('    at ');
    if (code === 2) expect(end.stderr).not.toBe('');
  });

  it('is 3 when something unforeseen happens, with the place to report it', async () => {
    const { code, stderr } = await stowage(['check', '-'], { now: 'not a date', stdin: GOOD_CLASS });
    expect(code).toBe(3);
    expect(stderr).toContain('this is a bug in stowage');
    expect(stderr).toContain('https://');
  });
});

describe('a file that cannot be read', () => {
  it('does not keep the others from being checked', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'bad.yaml'), BAD_CLASS);
    const { code, stdout, stderr } = await stowage(['check', folder, join(folder, 'nowhere.yaml')]);
    expect(code).toBe(2);
    expect(stdout).toContain('bad.yaml:8:30  error    iomesh-sc-fstype-invalid');
    expect(stderr).toBe(`error: ${join(folder, 'nowhere.yaml')}: it does not exist. Check the path.\n`);
  });

  it('stops mutate, which would otherwise print half of what was asked for', async () => {
    const { code, stdout } = await stowage(['mutate', POD, 'nowhere.yaml']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
