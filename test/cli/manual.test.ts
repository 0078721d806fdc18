import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../src/hooks/all-rules.ts';
import { stowage } from '../support/cli.ts';

describe('the command line', () => {
  it.each([
    [['chek'], "error: unknown command 'chek'\n(Did you mean check?)\n"],
    [['explian', 'x'], "error: unknown command 'explian'\n(Did you mean explain?)\n"],
    [['check', '--stat', 'x', '-'], "error: unknown option '--stat'\n(Did you mean --state?)\n"],
    [['mutate', '--dif', '-'], "error: unknown option '--dif'\n(Did you mean --diff?)\n"],
    [
      ['serve', '--state', 'x', '--webhok-port', '0'],
      "error: unknown option '--webhok-port'\n(Did you mean --webhook-port?)\n",
    ],
  ])('%j: a slip gets a suggestion', async (args, stderr) => {
    expect(await stowage(args)).toEqual({ code: 2, stdout: '', stderr });
  });

  it.each(['stowage', 'kubectl stowage'])('calls itself %s, as it was called', async command => {
    const help = await stowage(['check', '--help'], { command });
    expect(help.stdout).toContain(`Usage: ${command} check [options] [path...]`);
    const finding = await stowage(['check', '-'], { command, stdin: 'kind: [\n' });
    expect(finding.stdout).toContain(`More: ${command} explain yaml-parse-error`);
    const unknown = await stowage(['explain', 'nothing'], { command });
    expect(unknown.stderr).toContain(`${command} rules lists them all`);
  });

  it('--help goes to stdout; the same text after wrong usage goes to stderr', async () => {
    const help = await stowage(['--help']);
    const wrong = await stowage([]);
    expect(help.stderr).toBe('');
    expect(wrong).toEqual({ code: 2, stdout: '', stderr: help.stdout });
  });

  it('every command has a help text, and lists the global flags too', async () => {
    const { stdout } = await stowage(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '');
    expect(commands).toEqual(
      expect.arrayContaining([
        'check',
        'mutate',
        'review',
        'explain',
        'rules',
        'certs',
        'serve',
        'demo',
        'completion',
      ]),
    );
    for (const command of commands.filter(name => name !== 'help')) {
      const page = await stowage(['help', command]);
      expect(page.code).toBe(0);
      expect(page.stdout).toContain('--color');
    }
  });

  it('no help text has a line of the completion scripts', async () => {
    expect((await stowage(['--help'])).stdout).not.toContain('__complete');
  });
});

describe('explain', () => {
  it('tells of every rule what to do, where it comes from, and shows examples', async () => {
    for (const { id } of ALL_RULES) {
      const { code, stdout } = await stowage(['explain', id]);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^# ${id}\n\n\\S`));
      for (const heading of ['## Fix', '## Wrong', '## Right']) expect(stdout).toContain(`\n${heading}\n`);
      expect(stdout).toMatch(/- \*\*Source:\*\* <https:\/\//);
    }
  });

  it('suggests the nearest rule', async () => {
    const { code, stderr } = await stowage(['explain', 'iomesh-sc-fstyp-invalid']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: there is no rule "iomesh-sc-fstyp-invalid"; did you mean iomesh-sc-fstype-invalid?\n' +
        '       stowage rules lists them all.\n',
    );
  });

  it.each(['__proto__', 'constructor', ''])('there is no rule "%s"', async id => {
    expect(await stowage(['explain', id])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('rules', () => {
  it('lists every rule as a table', async () => {
    const { stdout } = await stowage(['rules']);
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toMatch(/^RULE +SEVERITY +DEMANDS$/);
    expect(rows.map(row => row.split(/ {2,}/)[0])).toEqual(ALL_RULES.map(rule => rule.id));
  });

  it('json and yaml hold the same', async () => {
    const json: unknown = JSON.parse((await stowage(['rules', '-o', 'json'])).stdout);
    expect(load((await stowage(['rules', '-o', 'yaml'])).stdout)).toEqual(json);
    expect(json).toHaveLength(ALL_RULES.length);
    expect(json).toContainEqual(
      expect.objectContaining({ id: 'iomesh-sc-fstype-invalid', severity: 'error', kinds: ['StorageClass'] }),
    );
  });

  it('markdown is the index of the rules', async () => {
    const { stdout } = await stowage(['rules', '-o', 'markdown']);
    for (const rule of ALL_RULES) expect(stdout).toContain(`[${rule.id}](${rule.id}.md)`);
  });
});

describe('version', () => {
  it('is the one of the package, in every form', async () => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
    expect((await stowage(['version'])).stdout).toBe(`stowage ${manifest.version}\n`);
    expect((await stowage(['--version'])).stdout).toBe(`${manifest.version}\n`);
    expect(JSON.parse((await stowage(['version', '-o', 'json'])).stdout)).toEqual({
      version: manifest.version,
      node: process.versions.node,
      platform: `${process.platform}/${process.arch}`,
    });
  });
});
