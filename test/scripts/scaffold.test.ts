import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newDriver } from '../../scripts/new-driver.ts';
import { newRule } from '../../scripts/new-rule.ts';
import { addToList, camelCase, titleCase } from '../../scripts/scaffold.ts';
import { exampleStorage } from '../../src/drivers/_template/index.ts';
import { runExample } from '../support/rule-harness.ts';

const ROOT = resolve(import.meta.dirname, '../..');
let copy = '';

/** What a module of the copy exports, as Node itself loads it. */
function evaluate(path: string, expression: string): unknown {
  const url = pathToFileURL(join(copy, path)).href;
  const code = `import * as module from ${JSON.stringify(url)}; console.log(JSON.stringify(${expression}));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' }),
  );
}

/** What the compiler says of some folders of the copy and of all that they import. */
function typeErrors(...include: readonly string[]): string {
  writeFileSync(join(copy, 'tsconfig.part.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  try {
    return execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', join(copy, 'tsconfig.part.json')], {
      encoding: 'utf8',
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('in a copy of the repository', () => {
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'stowage-scaffold-'));
    for (const path of [
      'src',
      'test/support',
      'test/drivers/_template',
      'package.json',
      'tsconfig.json',
      '.prettierrc.json',
    ]) {
      cpSync(join(ROOT, path), join(copy, path), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });

  afterEach(() => rmSync(copy, { recursive: true, force: true }));

  describe('new-driver', () => {
    test('makes a driver that compiles, is served and has a test of its own', async () => {
      const made = await newDriver(copy, 'my-disks');
      expect(made).toEqual([
        'src/drivers/my-disks/capacity.ts',
        'src/drivers/my-disks/demand.ts',
        'src/drivers/my-disks/index.ts',
        'src/drivers/my-disks/names.ts',
        'src/drivers/my-disks/parameters.schema.json',
        'src/drivers/my-disks/rules/index.ts',
        'src/drivers/my-disks/rules/my-disks-sc-tier-invalid.ts',
        'src/drivers/my-disks/topology.ts',
        'test/drivers/my-disks/driver.test.ts',
        'src/drivers/registry.ts',
      ]);
      expect(made.map(path => readFileSync(join(copy, path), 'utf8')).join('')).not.toMatch(
        /example.?storage|_template/i,
      );
      const ids = evaluate(
        'src/drivers/registry.ts',
        'module.DRIVERS.map(driver => driver.id)',
      ) as readonly string[];
      expect(ids.slice(-2)).toEqual([expect.any(String), 'my-disks']);
      expect(typeErrors('src/drivers/my-disks', 'src/drivers/registry.ts', 'test/drivers/my-disks')).toBe('');
    });

    test.each(['MyDisks', 'my_disks', '../x', '', 'topolvm', '_template'])(
      'refuses %j and makes nothing',
      async id => {
        const before = readFileSync(join(copy, 'src/drivers/registry.ts'), 'utf8');
        await expect(newDriver(copy, id)).rejects.toThrow(/kebab-case|exists already/);
        expect(readFileSync(join(copy, 'src/drivers/registry.ts'), 'utf8')).toBe(before);
      },
    );
  });

  describe('new-rule', () => {
    test.each(['src/drivers/_template/rules', 'src/drivers/topolvm/rules/storage-class'])(
      'makes a rule in %s that compiles and is listed last',
      async folder => {
        const made = await newRule(copy, folder, 'sc-provisioner-empty');
        expect(made).toEqual([`${folder}/sc-provisioner-empty.ts`, `${folder}/index.ts`]);
        expect(evaluate(`${folder}/index.ts`, 'module.RULES.at(-1).id')).toBe('sc-provisioner-empty');
        expect(typeErrors(folder)).toBe('');
      },
    );

    test('makes the list of a folder that has none', async () => {
      await newRule(copy, 'src/drivers/_template/rules/claims', 'pvc-my-rule');
      expect(
        evaluate('src/drivers/_template/rules/claims/index.ts', 'module.RULES.map(rule => rule.id)'),
      ).toEqual(['pvc-my-rule']);
    });

    test.each([
      ['src/rules/storage-class', 'Sc-Rule', /kebab-case/],
      ['src/rules/storage-class', `sc-${'a'.repeat(54)}`, /longer than 56/],
      ['src/core', 'sc-rule', /no folder of rules/],
      ['..', 'sc-rule', /no folder of rules/],
      ['src/drivers/_template/rules', 'example-storage-sc-tier-invalid', /exists already/],
    ])('refuses %s %s', async (folder, id, reason) => {
      await expect(newRule(copy, folder, id)).rejects.toThrow(reason);
    });
  });

  test('a list is left as it was, with one more name at its end', async () => {
    const path = join(copy, 'src', 'list.ts');
    writeFileSync(
      path,
      "import {\n  a,\n} from './a.ts';\n\n/** All. */\nexport const LIST = [\n  // first\n  a,\n];\n",
    );
    await addToList(path, 'b', './b.ts');
    expect(readFileSync(path, 'utf8')).toBe(
      "import { a } from './a.ts';\nimport { b } from './b.ts';\n\n/** All. */\nexport const LIST = [\n  // first\n  a,\n  b,\n];\n",
    );
  });
});

test('the rule of the template finds what its examples say', () => {
  for (const rule of exampleStorage.rules) {
    expect(rule.examples.valid.flatMap(example => runExample(rule, example))).toEqual([]);
    expect(rule.examples.invalid.map(example => runExample(rule, example).length)).toEqual(
      rule.examples.invalid.map(example => example.findings.length),
    );
  }
});

test.each([
  ['my-disks', 'myDisks', 'My Disks'],
  ['disks', 'disks', 'Disks'],
  ['s3-disks-2', 's3Disks2', 'S3 Disks 2'],
])('%s is %s in code and %s in titles', (kebab, camel, title) => {
  expect([camelCase(kebab), titleCase(kebab)]).toEqual([camel, title]);
});
