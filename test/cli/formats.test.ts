import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { checkJson, checkText, stowage, temporaryFolder } from '../support/cli.ts';
import type { CliSurroundings } from '../support/cli.ts';
import {
  BAD_CLASS,
  DOUBTFUL_CLASS,
  GOOD_CLASS,
  REMARKABLE_CLASS,
  UNDECIDED_CLAIM,
} from '../support/manifests.ts';
import { parseXml } from '../support/xml.ts';

const ALL = [BAD_CLASS, DOUBTFUL_CLASS, REMARKABLE_CLASS, UNDECIDED_CLAIM].join('---\n');

const SUPPRESSED = BAD_CLASS.replace(
  'fstype: ex4',
  'fstype: ex4 # stowage:ignore iomesh-sc-fstype-invalid -- a test',
);

async function format(name: string, stdin: string, surroundings: CliSurroundings = {}): Promise<string> {
  const { stdout, stderr } = await stowage(['check', '-', '-o', name], { ...surroundings, stdin });
  expect(stderr).toBe('');
  return stdout;
}

describe('json', () => {
  it('has exactly the members promised, in their order', async () => {
    const text = await format('json', BAD_CLASS);
    expect(JSON.parse(text)).toEqual({
      findings: [
        {
          ruleId: 'iomesh-sc-fstype-invalid',
          severity: 'error',
          file: 'stdin',
          line: 8,
          column: 30,
          endColumn: 33,
          path: '/parameters/csi.storage.k8s.io~1fstype',
          message: 'fstype "ex4" is not supported',
          fix: 'Did you mean "ext4"? Allowed: ext4, ext3, ext2, xfs.',
          object: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name: 'bad' },
        },
      ],
      summary: { files: 1, objects: 1, errors: 1, warnings: 0, infos: 0, unknown: 0, suppressed: 0 },
    });
    expect([...text.matchAll(/"(\w+)":/g)].map(([, name]) => name)).toEqual(
      (
        'findings ruleId severity file line column endColumn path message fix object apiVersion kind name ' +
        'summary files objects errors warnings infos unknown suppressed'
      ).split(' '),
    );
  });

  it('names the namespace of objects that have one', async () => {
    const { findings } = await checkText(UNDECIDED_CLAIM);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.object).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      namespace: 'shop',
      name: 'data',
    });
  });

  it('knows four severities and counts them', async () => {
    const { findings, summary } = await checkText(ALL);
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info', 'unknown']);
    expect(summary).toEqual({
      files: 1,
      objects: 4,
      errors: 1,
      warnings: 1,
      infos: 1,
      unknown: 1,
      suppressed: 0,
    });
  });

  it('a clean run has an empty list', async () => {
    expect(await checkText(GOOD_CLASS)).toEqual({
      findings: [],
      summary: { files: 1, objects: 1, errors: 0, warnings: 0, infos: 0, unknown: 0, suppressed: 0 },
    });
  });

  it('names like __proto__ are data', async () => {
    const text = BAD_CLASS.replace('name: bad', 'name: __proto__').replace(
      'parameters:',
      'parameters:\n  __proto__: {}',
    );
    const { findings } = await checkText(text);
    expect(findings.map(({ path }) => path)).toContain('/parameters/__proto__');
    expect(findings[0]?.object['name']).toBe('__proto__');
  });
});

describe('yaml', () => {
  it.each([
    ['findings', ALL],
    ['none', GOOD_CLASS],
    ['awkward words', BAD_CLASS.replace('ex4', '"no: yes # \\n %\\t\\u0007"')],
  ])('holds what json holds: %s', async (_what, text) => {
    expect(load(await format('yaml', text))).toEqual(JSON.parse(await format('json', text)));
  });
});

interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endColumn', number>>;
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
}

interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly version: string;
      readonly informationUri: string;
      readonly rules: readonly {
        readonly id: string;
        readonly helpUri: string;
        readonly shortDescription: { readonly text: string };
      }[];
    };
  };
  readonly columnKind: string;
  readonly results: readonly SarifResult[];
}

async function sarif(stdin: string, surroundings?: CliSurroundings): Promise<SarifRun> {
  const log = JSON.parse(await format('sarif', stdin, surroundings));
  expect(log).toMatchObject({ $schema: expect.stringContaining('sarif-2.1.0'), version: '2.1.0' });
  expect(log.runs).toHaveLength(1);
  return log.runs[0];
}

function fingerprints({ results }: SarifRun): readonly string[] {
  return results.map(({ partialFingerprints }) => Object.values(partialFingerprints).join());
}

describe('sarif', () => {
  it('has the members that code scanning needs', async () => {
    const { tool, columnKind, results } = await sarif(ALL);
    expect(tool.driver).toMatchObject({ name: 'stowage', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(columnKind).toBe('utf16CodeUnits');
    expect(results.map(({ level }) => level)).toEqual(['error', 'warning', 'note', 'none']);
    const rules = new Map(tool.driver.rules.map(rule => [rule.id, rule]));
    for (const { ruleId, message, locations } of results) {
      expect(rules.get(ruleId)?.shortDescription.text).toMatch(/\.$/);
      expect(rules.get(ruleId)?.helpUri).toMatch(new RegExp(`^https://.*${ruleId}`));
      expect(message.text).not.toBe('');
      expect(locations).toHaveLength(1);
    }
  });

  it('every region is where the finding is, and within the text', async () => {
    const { results } = await sarif(ALL);
    const { findings } = await checkText(ALL);
    expect(results.map(({ locations }) => locations[0]?.physicalLocation.region)).toEqual(
      findings.map(({ line, column, endColumn }) => ({ startLine: line, startColumn: column, endColumn })),
    );
    const lines = ALL.split('\n');
    for (const { line, column, endColumn } of findings) {
      expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(endColumn - 1);
      expect(column).toBeGreaterThanOrEqual(1);
    }
  });

  it('counts columns in UTF-16 units', async () => {
    const text = BAD_CLASS.replace('fstype: ex4', 'fstype: "😀"');
    const { results } = await sarif(text);
    expect(results[0]?.locations[0]?.physicalLocation.region).toEqual({
      startLine: 8,
      startColumn: 30,
      endColumn: 34,
    });
  });

  it('a clean run has an empty list of results, so that old alerts are closed', async () => {
    expect((await sarif(GOOD_CLASS)).results).toEqual([]);
  });

  it('a fingerprint stays when lines move and differs between findings', async () => {
    const before = fingerprints(await sarif(ALL));
    expect(fingerprints(await sarif(`# one\n# two\n\n${ALL}`))).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
    expect(fingerprints(await sarif(ALL.replace('name: bad', 'name: other')))[0]).not.toBe(before[0]);
  });

  it('findings of one rule at one place of the file have fingerprints of their own', async () => {
    const text = 'kind: A\nkind: B\napiVersion: v1\napiVersion: v2\n---\nkind: A\nkind: B\napiVersion: v1\n';
    const found = fingerprints(await sarif(text));
    expect(found).toHaveLength(3);
    expect(new Set(found).size).toBe(3);
  });

  it('lists what is suppressed, with the reason', async () => {
    const { results } = await sarif(SUPPRESSED);
    expect(results).toHaveLength(1);
    expect(results[0]?.suppressions).toEqual([{ kind: 'inSource', justification: 'a test' }]);
  });

  it('what the configuration suppresses is not suppressed in the source', async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, '.stowage.yaml'),
      'ignore: [{ rule: iomesh-sc-fstype-invalid, reason: old class }]\n',
    );
    const { results } = await sarif(BAD_CLASS, { cwd });
    expect(results[0]?.suppressions).toEqual([{ kind: 'external', justification: 'old class' }]);
  });

  it('files are URIs: relative ones stay so, whatever their names', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a b#c%.yaml');
    writeFileSync(file, BAD_CLASS);
    const { stdout } = await stowage(['check', file, '-o', 'sarif']);
    const absolute = JSON.parse(stdout).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
    expect(absolute).toBe(pathToFileURL(file).href);
    const named = await stowage(['check', '-', '--stdin-filename', 'deploy/a b#.yaml', '-o', 'sarif'], {
      stdin: BAD_CLASS,
    });
    expect(named.stdout).toContain('"uri": "deploy/a%20b%23.yaml"');
  });
});

describe('junit', () => {
  it('is well-formed, with a failure for each error', async () => {
    const suites = parseXml(await format('junit', ALL));
    expect(suites.name).toBe('testsuites');
    expect(suites.attributes).toMatchObject({ tests: '4', failures: '1', errors: '0', skipped: '1' });
    const [suite, ...others] = suites.children;
    expect(others).toEqual([]);
    expect(suite?.attributes).toMatchObject({ name: 'stdin', tests: '4', failures: '1', skipped: '1' });
    expect(
      suite?.children.map(({ attributes, children }) => [attributes['name'], children[0]?.name]),
    ).toEqual([
      ['iomesh-sc-fstype-invalid', 'failure'],
      ['sc-misplaced-field', 'system-out'],
      ['localpv-sc-quota-host-requirements', 'system-out'],
      ['pvc-storage-class-missing', 'skipped'],
    ]);
    expect(suite?.children[0]?.children[0]?.text).toContain('stdin:8:30 fstype "ex4" is not supported');
  });

  it('a clean run has one passed case, because an empty report is taken for a failure', async () => {
    const suites = parseXml(await format('junit', GOOD_CLASS));
    expect(suites.attributes).toMatchObject({ tests: '1', failures: '0' });
    expect(suites.children[0]?.children).toMatchObject([{ name: 'testcase', children: [] }]);
  });

  it('has a suite for each file', async () => {
    const folder = temporaryFolder();
    for (const name of ['a.yaml', 'b.yaml']) writeFileSync(join(folder, name), BAD_CLASS);
    const { stdout } = await stowage(['check', folder, '-o', 'junit']);
    expect(parseXml(stdout).children.map(({ attributes }) => attributes['name'])).toEqual([
      join(folder, 'a.yaml'),
      join(folder, 'b.yaml'),
    ]);
  });

  it.each([
    ['markup', `'ext <a href="x">&amp;</a>'`, '<a href="x">&amp;</a>'],
    ['line ends', '"a\\nb"', 'a'],
    ['a character that XML forbids', '"a\\u0007b"', 'a'],
  ])('survives %s', async (_what, value, shown) => {
    const suites = parseXml(await format('junit', BAD_CLASS.replace('ex4', value)));
    const failure = suites.children[0]?.children[0]?.children[0];
    expect(failure?.attributes['message']).toContain(shown);
  });

  it('survives a file name full of markup', async () => {
    const args = ['check', '-', '-o', 'junit', '--stdin-filename', `a<b>&"'.yaml`];
    const { stdout } = await stowage(args, { stdin: BAD_CLASS });
    expect(parseXml(stdout).children[0]?.attributes['name']).toBe(`a<b>&"'.yaml`);
  });
});

describe('github', () => {
  it('annotates with the level that fits the severity', async () => {
    const levels = (await format('github', ALL)).trimEnd().split('\n');
    expect(levels.map(line => line.split(' ')[0])).toEqual(['::error', '::warning', '::notice', '::notice']);
  });

  it('says nothing when nothing is found', async () => {
    expect(await format('github', GOOD_CLASS)).toBe('');
  });

  it('keeps percent signs, line ends, commas and colons apart from its own', async () => {
    const args = ['check', '-', '-o', 'github', '--stdin-filename', 'a,b:c%d\n.yaml'];
    const { stdout } = await stowage(args, { stdin: BAD_CLASS.replace('ex4', '"5%,a:b\\r\\n::error::x"') });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stdout).toMatch(/^::error file=a%2Cb%3Ac%25d%0A\.yaml,line=8,col=30,endColumn=\d+,title=/);
    expect(stdout).toMatch(/::fstype "5%25,a:b/);
  });
});

describe('text', () => {
  it('shows the line, marks the value, and says what to do', async () => {
    expect(await format('text', BAD_CLASS)).toBe(
      [
        'stdin:8:30  error    iomesh-sc-fstype-invalid  fstype "ex4" is not supported',
        '    8 |   csi.storage.k8s.io/fstype: ex4',
        '      |                              ^^^  Did you mean "ext4"? Allowed: ext4, ext3, ext2, xfs.',
        '',
        '1 file, 1 object: 1 error, 0 warnings, 0 unknown.  More: stowage explain iomesh-sc-fstype-invalid',
        '',
      ].join('\n'),
    );
  });

  it('offers --fix where a file can be mended', async () => {
    const file = join(temporaryFolder(), 'bad.yaml');
    writeFileSync(file, BAD_CLASS);
    const { stdout } = await stowage(['check', file]);
    expect(stdout).toContain('1 error, 0 warnings, 0 unknown.  1 fixable: stowage check --fix');
  });

  it('a clean run is one line', async () => {
    expect(await format('text', GOOD_CLASS)).toBe('1 file, 1 object: 0 errors, 0 warnings, 0 unknown.\n');
  });

  it('cuts long lines round the finding', async () => {
    const json = JSON.stringify({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'x'.repeat(200) },
      provisioner: 'com.iomesh.csi-driver',
      parameters: {
        replicaFactor: '9',
        ...Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 'v'])),
      },
    });
    const frames = (await format('text', json)).split('\n').filter(line => /^ +\d* \|/.test(line));
    for (const line of frames.slice(0, 1)) {
      expect(line).toContain('"9"');
      expect(line.length).toBeLessThan(140);
    }
    expect(frames[1]).toMatch(/\^\^\^/);
  });

  it('no control character of a manifest reaches the terminal', async () => {
    const text = await format('text', BAD_CLASS.replace('ex4', '"\\u001B[31mred\\u0007"'));
    // oxlint-disable-next-line no-control-regex -- that is the point
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
  });

  it('nor one of a file name', async () => {
    const { stdout } = await stowage(['check', '-', '--stdin-filename', 'a\u001B[2Jb.yaml'], {
      stdin: BAD_CLASS,
    });
    expect(stdout).not.toContain('\u001B');
  });
});

describe('the order of findings', () => {
  it('follows the files as given, and the lines in them', async () => {
    const folder = temporaryFolder();
    for (const name of ['b.yaml', 'a.yaml']) writeFileSync(join(folder, name), ALL);
    const { findings } = await checkJson([join(folder, 'b.yaml'), join(folder, 'a.yaml')]);
    const places = findings.map(({ file, line }) => `${file.at(-6)} ${line}`);
    expect(places).toEqual([
      ...places.slice(0, 4),
      ...places.slice(0, 4).map(place => place.replace('b', 'a')),
    ]);
    expect(places[0]).toBe('b 8');
  });
});
