import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkText, faults, spawnStowage, stowage, temporaryFolder } from '../support/cli.ts';
import {
  BAD_CLASS,
  DOUBTFUL_CLASS,
  GOOD_CLASS,
  REMARKABLE_CLASS,
  UNDECIDED_CLAIM,
} from '../support/manifests.ts';

const ALL = [BAD_CLASS, DOUBTFUL_CLASS, REMARKABLE_CLASS, UNDECIDED_CLAIM].join('---\n');

describe('--min-severity', () => {
  it.each([
    ['info', ['error', 'warning', 'info', 'unknown']],
    ['warning', ['error', 'warning', 'unknown']],
    ['error', ['error', 'unknown']],
  ])('%s reports %j; what is undecided is always listed', async (level, severities) => {
    const { findings, summary } = await checkText(ALL, ['--min-severity', level]);
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(severities));
    expect(summary['infos']).toBe(severities.includes('info') ? 1 : 0);
  });
});

async function idsWith(...rules: readonly string[]): Promise<readonly string[]> {
  const report = await checkText(
    ALL,
    rules.flatMap(rule => ['--rules', rule]),
  );
  return report.findings.map(({ ruleId }) => ruleId);
}

describe('--rules', () => {
  it('switches one rule off', async () => {
    expect(await idsWith('-iomesh-sc-fstype-invalid')).not.toContain('iomesh-sc-fstype-invalid');
  });

  it('switches all rules of a prefix off', async () => {
    expect(await idsWith('-iomesh-*')).toEqual(
      await idsWith().then(ids => ids.filter(id => !id.startsWith('iomesh-'))),
    );
  });

  it('the last word on a rule counts', async () => {
    expect(await idsWith('-*,+iomesh-sc-fstype-invalid')).toEqual(['iomesh-sc-fstype-invalid']);
    expect(await idsWith('-*', '+iomesh-sc-fstype-invalid')).toEqual(['iomesh-sc-fstype-invalid']);
    expect(await idsWith('+iomesh-sc-fstype-invalid', '-*')).toEqual([]);
  });

  it('switches rules on the text itself off too', async () => {
    expect(await checkText('kind: [\n', ['--rules', '-yaml-parse-error'])).toMatchObject({ findings: [] });
  });

  it('a rule that the configuration switched off can be switched on again', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, '.stowage.yaml'),
      'rules: [{ rule: iomesh-sc-fstype-invalid, severity: off }]\n',
    );
    expect(faults(await checkText(BAD_CLASS, [], { cwd: folder }))).toEqual([]);
    const on = await checkText(BAD_CLASS, ['--rules', '+iomesh-sc-fstype-invalid'], { cwd: folder });
    expect(faults(on)).toEqual(['8:30 iomesh-sc-fstype-invalid']);
  });

  it.each([
    ['iomesh-sc-fstype-invalid', '"iomesh-sc-fstype-invalid" must be +RULE or -RULE'],
    ['-', '"-" must be +RULE or -RULE'],
    ['', '"" must be +RULE or -RULE'],
    [
      '-iomesh-sc-fstype-invald',
      'there is no rule "iomesh-sc-fstype-invald"; did you mean iomesh-sc-fstype-invalid?',
    ],
    ['-nothing-*', 'there is no rule "nothing-*"'],
  ])('refuses "%s"', async (value, reason) => {
    const { code, stderr } = await stowage(['check', '-', '--rules', value], { stdin: BAD_CLASS });
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});

describe('--max-findings', () => {
  it('shortens the text and counts the rest, and nothing else', async () => {
    const { code, stdout } = await stowage(['check', '-', '--max-findings', '1'], { stdin: ALL });
    expect(code).toBe(1);
    expect(stdout.match(/^stdin:/gm)).toHaveLength(1);
    expect(stdout).toMatch(/^… and 3 more findings; --max-findings shows more$/m);
    expect(stdout).toContain('1 error, 1 warning, 1 info, 1 unknown');
    expect((await checkText(ALL, ['--max-findings', '1'])).findings).toHaveLength(4);
  });

  it('0 shows the totals only', async () => {
    const { stdout } = await stowage(['check', '-', '--max-findings', '0'], { stdin: BAD_CLASS });
    expect(stdout).toMatch(/^… and 1 more finding; .*\n\n1 file, 1 object: 1 error, .*\n$/);
  });

  it.each(['-1', '1.5', 'all'])('refuses %s', async value => {
    const { code, stderr } = await stowage(['check', '-', `--max-findings=${value}`], { stdin: BAD_CLASS });
    expect(code).toBe(2);
    expect(stderr).toBe(`error: --max-findings: "${value}" is not a whole number\n`);
  });
});

describe('-o', () => {
  it('writes several formats in one run, and text to stdout', async () => {
    const cwd = temporaryFolder();
    const args = ['check', '-', '-o', 'sarif=out.sarif', '-o', 'json=out=1.json', '-o', 'junit=out.xml'];
    const { code, stdout } = await stowage(args, { stdin: BAD_CLASS, cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('stdin:8:30  error    iomesh-sc-fstype-invalid');
    const sarif = JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8'));
    expect(sarif.runs[0].results).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(cwd, 'out=1.json'), 'utf8')).findings).toHaveLength(1);
    expect(readFileSync(join(cwd, 'out.xml'), 'utf8')).toContain('<failure');
  });

  it('writes one format to stdout and others to files', async () => {
    const cwd = temporaryFolder();
    const args = ['check', '-', '-o', 'json', '-o', 'text=out.txt'];
    const { stdout } = await stowage(args, { stdin: BAD_CLASS, cwd, variables: { FORCE_COLOR: '1' } });
    expect(JSON.parse(stdout).findings).toHaveLength(1);
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).toMatch(/^stdin:8:30  error/);
  });

  it.each([
    [['-o', 'jsn'], 'there is no format "jsn"; did you mean json?'],
    [['-o', 'xml'], 'there is no format "xml"'],
    [['-o', ''], 'there is no format ""'],
    [['-o', 'sarif='], 'the file name is missing'],
    [['-o', 'json', '-o', 'yaml'], 'only one format can go to stdout'],
    [['-o', 'json=no/such/folder/out.json'], 'no/such/folder/out.json cannot be written'],
  ])('refuses %j', async (args, reason) => {
    const { code, stderr } = await stowage(['check', '-', ...args], {
      stdin: BAD_CLASS,
      cwd: temporaryFolder(),
    });
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });

  it('adds annotations to the text in GitHub Actions', async () => {
    const { stdout } = await stowage(['check', '-'], {
      stdin: BAD_CLASS,
      variables: { GITHUB_ACTIONS: 'true' },
    });
    expect(stdout).toMatch(/^stdin:8:30 /);
    expect(stdout).toMatch(
      /^::error file=stdin,line=8,col=30,endColumn=33,title=iomesh-sc-fstype-invalid::/m,
    );
  });

  it.each([
    [['-o', 'json'], { GITHUB_ACTIONS: 'true' }],
    [[], { GITHUB_ACTIONS: 'false' }],
    [[], {}],
  ])('adds no annotations to %j with %j', async (args, variables) => {
    const { stdout } = await stowage(['check', '-', ...args], { stdin: BAD_CLASS, variables });
    expect(stdout).not.toContain('::error');
  });
});

const ESCAPE = '\u001B[';

describe('colour', () => {
  type Case = readonly [
    what: string,
    isColored: boolean,
    isTTY: boolean,
    variables: Record<string, string>,
    args?: string[],
  ];
  const CASES: readonly Case[] = [
    ['on a terminal', true, true, {}],
    ['not when piped', false, false, {}],
    ['NO_COLOR', false, true, { NO_COLOR: '1' }],
    ['an empty NO_COLOR says nothing', true, true, { NO_COLOR: '' }],
    ['TERM=dumb', false, true, { TERM: 'dumb' }],
    ['FORCE_COLOR when piped', true, false, { FORCE_COLOR: '1' }],
    ['FORCE_COLOR on a dumb terminal', true, true, { FORCE_COLOR: '1', TERM: 'dumb' }],
    ['FORCE_COLOR=0', false, true, { FORCE_COLOR: '0' }],
    ['NO_COLOR is stronger than FORCE_COLOR', false, true, { NO_COLOR: '1', FORCE_COLOR: '1' }],
    ['--color always when piped', true, false, {}, ['--color', 'always']],
    ['--color always is stronger than NO_COLOR', true, false, { NO_COLOR: '1' }, ['--color', 'always']],
    ['--color never on a terminal', false, true, {}, ['--color', 'never']],
    ['--color never is stronger than FORCE_COLOR', false, true, { FORCE_COLOR: '1' }, ['--color', 'never']],
  ];
  const cases = CASES.map(([what, isColored, isTTY, variables, args = []]) => ({
    what,
    isColored,
    isTTY,
    variables,
    args,
  }));

  it.each(cases)('check: $what: $isColored', async ({ isColored, isTTY, variables, args }) => {
    const { stdout } = await stowage(['check', '-', ...args], { stdin: ALL, isTTY, variables });
    expect(stdout.includes(ESCAPE)).toBe(isColored);
  });

  it.each(cases)('mutate --diff: $what: $isColored', async ({ isColored, isTTY, variables, args }) => {
    const command = ['mutate', '--diff', 'examples/manifests/iomesh-pod.yaml', '--state', 'examples/cluster'];
    const { stdout } = await stowage([...command, ...args], { isTTY, variables });
    expect(stdout.includes(ESCAPE)).toBe(isColored);
  });

  it('says nothing that the words do not say', async () => {
    const plain = await stowage(['check', '-'], { stdin: ALL });
    const colored = await stowage(['check', '-'], { stdin: ALL, isTTY: true });
    // oxlint-disable-next-line no-control-regex -- these are what a terminal takes for colours
    expect(colored.stdout.replaceAll(/\u001B\[\d+m/g, '')).toBe(plain.stdout);
  });

  it.each(['json', 'yaml', 'sarif', 'junit', 'github'])('-o %s is never coloured', async format => {
    const { stdout } = await stowage(['check', '-', '-o', format, '--color', 'always'], {
      stdin: ALL,
      isTTY: true,
    });
    expect(stdout).not.toContain(ESCAPE);
  });

  it('a process whose output is piped writes no escape sequence at all', async () => {
    const variables = { NO_COLOR: undefined, FORCE_COLOR: undefined, GITHUB_ACTIONS: undefined };
    const { stdout, stderr } = await spawnStowage(['check', '-'], { stdin: ALL, variables });
    expect(stdout).toContain('stdin:8:30  error');
    expect(stdout + stderr).not.toContain('\u001B');
  });
});

describe('stdin', () => {
  it('is read at the word -, and named as asked', async () => {
    const { stdout } = await stowage(['check', '-', '--stdin-filename', 'deploy/sc.yaml'], {
      stdin: BAD_CLASS,
    });
    expect(stdout).toMatch(/^deploy\/sc.yaml:8:30  error/);
  });

  it('-f - is the same', async () => {
    const { stdout } = await stowage(['check', '-f', '-'], { stdin: BAD_CLASS });
    expect(stdout).toMatch(/^stdin:8:30  error/);
  });

  it('is checked together with files', async () => {
    const { stdout } = await stowage(['check', '-', 'examples/cluster'], { stdin: GOOD_CLASS });
    expect(stdout).toContain('7 files,');
  });

  it('is read by a process of its own', async () => {
    const { code, stdout } = await spawnStowage(['check', '-', '-o', 'json'], { stdin: BAD_CLASS });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).summary).toMatchObject({ files: 1, objects: 1, errors: 1 });
  });
});

describe('paths', () => {
  it('-f and paths are the same, folders are read recursively, with -R and without', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'inner', 'bad.yaml'), BAD_CLASS);
    writeFileSync(join(folder, 'good.yml'), GOOD_CLASS);
    writeFileSync(join(folder, 'notes.txt'), BAD_CLASS);
    const [plain, flag, recursive] = await Promise.all(
      [[folder], ['-f', folder], ['-R', '-f', folder]].map(async args => await stowage(['check', ...args])),
    );
    expect(plain?.stdout).toContain('2 files, 2 objects: 1 error');
    expect(flag).toEqual(plain);
    expect(recursive).toEqual(plain);
  });

  it('-n gives a namespace to objects that name none', async () => {
    const claim = UNDECIDED_CLAIM.replace('  namespace: shop\n', '');
    const { findings } = await checkText(claim, ['-n', 'orders']);
    expect(findings.map(({ object }) => object['namespace'])).toEqual(['orders']);
    expect((await checkText(claim)).findings[0]?.object['namespace']).toBe('default');
  });
});

describe('-k', () => {
  it('says what is missing when there is neither kustomize nor kubectl', async () => {
    const { code, stderr } = await spawnStowage(['check', '-k', 'overlays/prod'], {
      variables: { PATH: '' },
    });
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: -k overlays/prod needs kustomize or kubectl, and neither is in the PATH\n' +
        '       Install one of them, or render the kustomization yourself and pipe it: kustomize build DIR | stowage check -\n',
    );
  });

  it.each([
    ['kustomize', 'build'],
    ['kubectl', 'kustomize'],
  ])('checks what %s renders', async (program, verb) => {
    const folder = temporaryFolder();
    const script = `#!/bin/sh\n[ "$1 $2" = "${verb} overlay" ] || exit 9\ncat <<'END'\n${BAD_CLASS}END\n`;
    writeFileSync(join(folder, program), script, { mode: 0o755 });
    const variables = { PATH: `${folder}:/usr/bin:/bin` };
    const { code, stdout } = await spawnStowage(['check', '-k', 'overlay'], { variables });
    expect(stdout).toContain('overlay:8:30  error    iomesh-sc-fstype-invalid');
    expect(code).toBe(1);
  });

  it('passes on what the renderer complains about', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'kustomize'), '#!/bin/sh\necho "no kustomization file found" >&2\nexit 1\n', {
      mode: 0o755,
    });
    const { code, stderr } = await spawnStowage(['check', '-k', 'overlay'], { variables: { PATH: folder } });
    expect(code).toBe(2);
    expect(stderr).toBe('error: -k overlay: kustomize failed: no kustomization file found\n');
  });
});

describe('the configuration file', () => {
  it('is the nearest .stowage.yaml upwards', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(
      join(folder, '.stowage.yaml'),
      'rules: [{ rule: iomesh-sc-fstype-invalid, severity: warning }]\n',
    );
    const { code, stdout } = await stowage(['check', '-'], { stdin: BAD_CLASS, cwd: join(folder, 'a', 'b') });
    expect(code).toBe(0);
    expect(stdout).toContain('warning  iomesh-sc-fstype-invalid');
  });

  it('a flag is stronger than the environment, the environment than the file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.stowage.yaml'), 'annotateClaims: false\n');
    const command = [
      'mutate',
      '--patch',
      'examples/manifests/iomesh-pod.yaml',
      '--state',
      'examples/cluster',
    ];
    async function annotates(args: readonly string[], variables: Record<string, string>): Promise<boolean> {
      const { stdout } = await stowage([...command, ...args], { cwd: folder, variables });
      return stdout.includes('stowage.dev/topology') || stdout.includes('stowage.dev~1topology');
    }
    expect(await annotates([], {})).toBe(false);
    expect(await annotates([], { STOWAGE_ANNOTATE_CLAIMS: 'true' })).toBe(true);
    expect(await annotates(['--annotate-claims', 'false'], { STOWAGE_ANNOTATE_CLAIMS: 'true' })).toBe(false);
  });

  it.each([
    ['an unknown member', 'ijnect: resource\n', 'unknown member "ijnect"'],
    [
      'a value that is not one of the list',
      'inject: everything\n',
      'inject must be one of: resource, affinity-only',
    ],
    [
      'a severity that is none',
      'rules: [{ rule: x, severity: fatal }]\n',
      'rules.0.severity must be one of: error',
    ],
    [
      'an ignore without a reason',
      'ignore: [{ rule: x }]\n',
      "ignore.0 must have required property 'reason'",
    ],
    [
      'a date that is none',
      'ignore: [{ rule: x, reason: y, until: soon }]\n',
      'ignore.0.until must match pattern',
    ],
    ['a list', '- inject\n', 'must hold a mapping of options'],
    ['no YAML', 'inject: [\n', 'is not valid YAML'],
  ])('%s is named', async (_what, text, reason) => {
    const file = join(temporaryFolder(), 'config.yaml');
    writeFileSync(file, text);
    const { code, stderr } = await stowage(['check', '-', '--config', file], { stdin: GOOD_CLASS });
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('config.yaml');
  });

  it('an empty one changes nothing; one that is not there is wrong usage', async () => {
    const file = join(temporaryFolder(), 'config.yaml');
    writeFileSync(file, '# nothing yet\n');
    expect(await stowage(['check', '-', '--config', file], { stdin: GOOD_CLASS })).toMatchObject({ code: 0 });
    const { code, stderr } = await stowage(['check', '-', '--config', 'nowhere.yaml'], { stdin: GOOD_CLASS });
    expect(code).toBe(2);
    expect(stderr).toContain('--config: nowhere.yaml cannot be read');
  });

  it('a value of the environment that cannot be used is named too', async () => {
    const variables = { STOWAGE_INJECT: 'nothing' };
    const { code, stderr } = await stowage(['check', '-'], { stdin: GOOD_CLASS, variables });
    expect(code).toBe(2);
    expect(stderr).toContain('inject must be one of: resource, affinity-only');
  });
});
