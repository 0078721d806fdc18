import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkText, faults, MAIN, spawnStowage, stowage, temporaryFolder } from '../support/cli.ts';
import { reviewText } from '../support/cli-reviews.ts';
import { BAD_CLASS, GOOD_CLASS } from '../support/manifests.ts';

const MEBIBYTE = 1024 * 1024;

function fileWith(content: string | Buffer, name = 'input.yaml'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

function nested(depth: number, open: string, middle: string, close: string): string {
  return open.repeat(depth) + middle + close.repeat(depth);
}

const LETTERS = 'abcdefghij';

/** Nine aliases to nine aliases to …: small as text, beyond all memory when unfolded. */
const BILLION_LAUGHS = LETTERS.split('')
  .map(
    (name, index) =>
      `${name}: &${name} [${Array.from({ length: 9 }, () => (index === 0 ? 'x' : `*${LETTERS[index - 1]}`)).join(',')}]\n`,
  )
  .join('');

/** Inputs that cannot be manifests, and what is said of them. */
const UNREADABLE: readonly (readonly [what: string, content: string | Buffer, reason: string])[] = [
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]), 'it is not UTF-8 text'],
  ['compressed text', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xde, 0xad]), 'it is not UTF-8 text'],
  ['UTF-16 text', Buffer.from(`\uFEFF${GOOD_CLASS}`, 'utf16le'), 'it is UTF-16 text'],
  ['more than 8 MiB', `# ${'x'.repeat(8 * MEBIBYTE)}\n`, 'it is larger than 8 MiB'],
  ['flow lists 10,000 deep', nested(10_000, '[', '', ']'), 'it nests deeper than'],
  ['JSON objects 10,000 deep', nested(10_000, '{"a":', '1', '}'), 'it nests deeper than'],
  [
    'block mappings 200 deep',
    Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
    'it nests deeper than',
  ],
];

const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['check', '-o', 'sarif'],
  ['mutate'],
  ['mutate', '--diff'],
  ['check', '--helm-values'],
];

describe('input that is no manifest', () => {
  for (const command of COMMANDS) {
    it.each(UNREADABLE)(`${command.join(' ')}: %s`, async (_what, content, reason) => {
      const { code, stderr } = await stowage([...command, fileWith(content)]);
      expect({ code, stderr }).toMatchObject({ code: 2 });
      expect(stderr).toMatch(/^error: .*input\.yaml/);
      expect(stderr).toContain(reason);
      expect(stderr).not.toContain('    at ');
    });
  }

  it.each(UNREADABLE)('as state: %s', async (_what, content, reason) => {
    const { code, stderr } = await stowage(['check', '-', '--state', fileWith(content)], {
      stdin: GOOD_CLASS,
    });
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).toContain(reason);
  });

  it.each(UNREADABLE)('on stdin: %s', async (_what, content) => {
    const { code, stderr } = await stowage(['check', '-'], { stdin: Buffer.from(content) });
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).toMatch(/^error: stdin: /);
    expect(stderr).not.toContain('    at ');
  });
});

describe('text that does not parse is a finding at its place', () => {
  it.each([
    ['a document cut off in a flow list', GOOD_CLASS + 'mountOptions: [a, b', '9:15 yaml-parse-error'],
    ['a document cut off in a quoted text', `${GOOD_CLASS}name: "a`, '9:7 yaml-parse-error'],
    ['JSON cut off', '{"kind": "StorageClass", "parameters": {', '1:1 yaml-parse-error'],
    ['an alias to nothing', 'kind: *nothing\n', '1:7 yaml-parse-error'],
    ['a tab', 'kind: Pod\nmetadata:\n\tname: x\n', '3:1 yaml-tab-indentation'],
  ])('%s', async (_what, stdin, place) => {
    expect(faults(await checkText(stdin))).toEqual([place]);
  });

  it('aliases that unfold without end', async () => {
    expect(faults(await checkText(BILLION_LAUGHS))).toEqual([expect.stringMatching(/ yaml-parse-error$/)]);
  });

  it('does not hide what is wrong with the other documents', async () => {
    const places = faults(await checkText(`kind: [\n---\n${BAD_CLASS}`));
    expect(places).toEqual(['1:7 yaml-parse-error', '10:30 iomesh-sc-fstype-invalid']);
  });
});

describe('objects of wrong shapes', () => {
  it.each([
    ['spec is a text', 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: x }\nspec: text\n'],
    ['metadata is a list', 'apiVersion: v1\nkind: Pod\nmetadata: [x]\nspec: {}\n'],
    ['everything is null', 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\nspec:\n'],
    [
      'containers are a number',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: 7 }\nspec: { containers: 1, volumes: {} }\n',
    ],
    ['items are no objects', 'apiVersion: v1\nkind: List\nitems: [1, null, [], {}, { kind: Pod }]\n'],
    ['kind is a list', 'apiVersion: v1\nkind: [Pod]\nmetadata: { name: x }\n'],
    [
      'parameters are a list',
      'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nprovisioner: 1\nparameters: [1]\n',
    ],
    [
      'an IOMeshCluster of texts',
      'apiVersion: iomesh.com/v1alpha1\nkind: IOMeshCluster\nspec: { chunk: x, meta: [], deviceMap: 1 }\n',
    ],
    ['data of a ConfigMap is a text', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: x\n'],
  ])('%s: no crash in check and mutate', async (_what, stdin) => {
    for (const command of [
      ['check', '-'],
      ['mutate', '-'],
      ['mutate', '-', '--diff'],
      ['mutate', '-', '--patch'],
    ]) {
      const { code, stderr } = await stowage(command, { stdin });
      expect({ code, stderr, command }).not.toMatchObject({ code: 3 });
      expect(stderr).not.toContain('    at ');
    }
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'the key %s is data everywhere',
    async key => {
      const text = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: keys
  annotations: { "${key}": "x" }
  labels: { "${key}": "x" }
provisioner: com.iomesh.csi-driver
parameters:
  "${key}": "x"
"${key}": {}
`;
      const { findings } = await checkText(text);
      expect(findings.map(({ path, ruleId }) => `${ruleId} ${path}`)).toEqual([
        `sc-parameter-unknown /parameters/${key}`,
        `sc-unknown-field /${key}`,
      ]);
      const { stdout } = await stowage(['mutate', '-', '-o', 'json'], {
        stdin: text.replace(`"${key}": {}\n`, ''),
      });
      expect(Object.keys(JSON.parse(stdout).parameters)).toEqual([key]);
      expect(Object.prototype).not.toHaveProperty('x');
    },
  );

  it.each(['__proto__', 'constructor'])('an object named %s is found by its name', async name => {
    const claim = `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: x }\nspec:\n  storageClassName: ${name}\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }\n`;
    expect((await checkText(claim)).findings).toMatchObject([
      { ruleId: 'pvc-storage-class-missing', severity: 'unknown' },
    ]);
    const both = `${claim}---\n${GOOD_CLASS.replace('name: good', `name: ${name}`)}`;
    expect((await checkText(both)).findings).toEqual([]);
  });
});

describe('a review that is none', () => {
  it.each([
    ['binary', Buffer.from([0, 1, 2, 0xff, 0xfe])],
    ['cut off', Buffer.from(reviewText(GOOD_CLASS).slice(0, 200))],
    ['10,000 deep', Buffer.from(nested(10_000, '{"a":', '1', '}'))],
    ['8 MiB of text', Buffer.from(`"${'x'.repeat(8 * MEBIBYTE)}"`)],
    ['8 MiB of brackets', Buffer.from('['.repeat(8 * MEBIBYTE))],
  ])('%s: exit code 2, and why', async (_what, stdin) => {
    const { code, stdout, stderr } = await stowage(['review'], { stdin });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: (?:stdin is neither JSON nor YAML|not an AdmissionReview|stdin: )/);
    expect(stderr.length).toBeLessThan(1000);
    expect(stderr).not.toContain('    at ');
  });
});

describe('a process of its own', () => {
  it.each([
    ['binary stdin', ['check', '-'], Buffer.from([0, 1, 2, 0xff]), 'error: stdin: it is not UTF-8 text\n'],
    [
      'too much stdin',
      ['review'],
      Buffer.alloc(9 * MEBIBYTE, 0x20),
      'error: stdin: it is larger than 8 MiB\n',
    ],
  ])('%s: exit code 2, and why', async (_what, args, stdin, reason) => {
    const { code, stdout, stderr } = await spawnStowage(args, { stdin });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });
});

describe('paths that lead nowhere or round in circles', () => {
  it('a folder that links to itself is read once', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'inner', 'bad.yaml'), BAD_CLASS);
    symlinkSync(folder, join(folder, 'inner', 'again'));
    const { code, stdout } = await stowage(['check', folder]);
    expect(code).toBe(1);
    expect(stdout).toContain('1 file, 1 object: 1 error');
  });

  it('a link that leads to itself is named', async () => {
    const folder = temporaryFolder();
    symlinkSync(join(folder, 'loop.yaml'), join(folder, 'loop.yaml'));
    const { code, stderr } = await stowage(['check', join(folder, 'loop.yaml')]);
    expect(code).toBe(2);
    expect(stderr).toContain('loop.yaml: its symbolic links lead back to themselves');
  });

  it('an empty folder has nothing wrong', async () => {
    const { code, stdout } = await stowage(['check', temporaryFolder()]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '0 files, 0 objects: 0 errors, 0 warnings, 0 unknown.\n',
    });
  });
});

describe('a reader that has seen enough', () => {
  it('ends the program quietly', async () => {
    const { spawn } = await import('node:child_process');
    const child = spawn('bash', [
      '-c',
      `set -o pipefail; "$0" "$1" rules -o json | head -c 10`,
      process.execPath,
      MAIN,
    ]);
    const { text } = await import('node:stream/consumers');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(stdout).toHaveLength(10);
    expect(stderr).toBe('');
  });
});
