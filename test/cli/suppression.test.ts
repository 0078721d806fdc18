import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkText, faults, stowage, temporaryFolder } from '../support/cli.ts';
import type { CliEnd } from '../support/cli.ts';
import { BAD_CLASS, GOOD_CLASS } from '../support/manifests.ts';

const RULE = 'iomesh-sc-fstype-invalid';

function annotated(reason: string, rule = RULE): string {
  return BAD_CLASS.replace(
    'name: bad\n',
    `name: bad\n  annotations:\n    stowage.dev/ignore.${rule}: "${reason}"\n`,
  );
}

function commented(comment: string): string {
  return BAD_CLASS.replace('fstype: ex4', `fstype: ex4 ${comment}`);
}

/** A comment on a line of its own, above the finding. */
function below(comment: string): string {
  return BAD_CLASS.replace('  csi.storage', `  ${comment}\n  csi.storage`);
}

async function text(stdin: string, ...args: readonly string[]): Promise<CliEnd> {
  return await stowage(['check', '-', ...args], { stdin });
}

describe('a suppression with a reason', () => {
  it.each([
    ['an annotation', annotated('the driver is patched')],
    ['a comment behind the value', commented(`# stowage:ignore ${RULE} -- the driver is patched`)],
    ['a comment above', below(`# stowage:ignore ${RULE} -- the driver is patched`)],
    [
      'a comment above, with another between',
      below(`# stowage:ignore ${RULE} -- the driver is patched\n  # note`),
    ],
    [
      'a comment for several rules',
      commented(`# stowage:ignore sc-misplaced-field, ${RULE} -- the driver is patched`),
    ],
  ])('%s takes the finding back, counts it, and shows the reason', async (_what, stdin) => {
    const { code, stdout } = await text(stdin);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^stdin:\d+:30 {2}suppressed {2}iomesh-sc-fstype-invalid {2}the driver is patched$/m,
    );
    expect(stdout).toContain('1 object: 0 errors, 0 warnings, 0 unknown, 1 suppressed.');
    const { findings, summary } = await checkText(stdin);
    expect({ findings, suppressed: summary['suppressed'] }).toEqual({ findings: [], suppressed: 1 });
  });

  it.each([
    ['an annotation', annotated('the driver is patched')],
    ['a comment', commented(`# stowage:ignore ${RULE} -- the driver is patched`)],
  ])('%s has no effect with --no-suppress', async (_what, stdin) => {
    const { code, stdout } = await text(stdin, '--no-suppress');
    expect(code).toBe(1);
    expect(stdout).toContain(`error    ${RULE}`);
    expect(stdout).not.toContain('suppressed');
  });
});

describe('a suppression that is not valid', () => {
  it.each([
    ['no reason', `# stowage:ignore ${RULE}`],
    ['an empty reason', `# stowage:ignore ${RULE} --`],
    ['no rule', '# stowage:ignore -- the driver is patched'],
  ])('a comment with %s suppresses nothing and is a finding itself', async (_what, comment) => {
    const { findings } = await checkText(commented(comment));
    expect(findings.map(({ ruleId }) => ruleId)).toEqual([RULE, 'suppression-invalid']);
  });

  it.each(['', '  '])('an annotation with the reason "%s" suppresses nothing and is named', async reason => {
    const { code, stdout } = await text(annotated(reason));
    expect(code).toBe(1);
    expect(stdout).toContain(
      `stdin: the annotation of StorageClass bad gives no reason to suppress ${RULE}\n`,
    );
  });
});

describe('a suppression that nothing needs', () => {
  it.each([
    [
      'an annotation',
      annotated('why not', 'sc-misplaced-field'),
      'stdin: the annotation of StorageClass bad suppresses nothing: sc-misplaced-field',
    ],
    [
      'a comment',
      `# stowage:ignore ${RULE} -- long mended\n${GOOD_CLASS}`,
      `stdin:1: the comment suppresses nothing: ${RULE}`,
    ],
    [
      'a comment at the wrong line',
      BAD_CLASS.replace('provisioner:', `# stowage:ignore ${RULE} -- too far up\nprovisioner:`),
      `stdin:5: the comment suppresses nothing: ${RULE}`,
    ],
  ])('%s is named', async (_what, stdin, sentence) => {
    expect((await text(stdin)).stdout).toContain(`${sentence}\n`);
    expect((await text(stdin, '--no-suppress')).stdout).not.toContain('suppresses nothing');
  });
});

describe('a suppression holds for its own finding only', () => {
  it('an annotation: for its own object', async () => {
    const other = BAD_CLASS.replace('name: bad', 'name: other');
    expect(faults(await checkText(`${annotated('patched')}---\n${other}`))).toEqual([`19:30 ${RULE}`]);
  });

  it('a comment: for the rule it names', async () => {
    expect(faults(await checkText(commented('# stowage:ignore sc-misplaced-field -- no')))).toEqual([
      `8:30 ${RULE}`,
    ]);
  });

  it('what looks like a comment inside a text is none', async () => {
    const stdin = BAD_CLASS.replace('fstype: ex4', `fstype: "ex4 # stowage:ignore ${RULE} -- no"`);
    expect(faults(await checkText(stdin))).toEqual([`8:30 ${RULE}`]);
  });

  it('a comment suppresses what is wrong with the text itself', async () => {
    const stdin =
      'kind: StorageClass\nkind: StorageClass # stowage:ignore yaml-duplicate-key -- generated\napiVersion: storage.k8s.io/v1\nprovisioner: topolvm.io\nvolumeBindingMode: WaitForFirstConsumer\n';
    expect(await checkText(stdin)).toMatchObject({ findings: [], summary: { suppressed: 1 } });
  });
});

async function withIgnore(ignore: string, now?: string): Promise<CliEnd> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, '.stowage.yaml'), `ignore:\n  - { rule: ${RULE}, reason: old class, ${ignore} }\n`);
  return await stowage(['check', '-'], { stdin: BAD_CLASS, cwd, ...(now !== undefined && { now }) });
}

describe('the configuration', () => {
  it.each([
    ['nothing else', ''],
    ['the kind', 'kind: StorageClass'],
    ['the name', 'name: bad'],
    ['the place', "path: '/parameters/csi.storage.k8s.io~1fstype'"],
    ['a place above', 'path: /parameters'],
    ['a last day to come', 'until: 2026-12-31'],
  ])('ignores by the rule and %s', async (_what, ignore) => {
    const { code, stdout } = await withIgnore(ignore);
    expect(code).toBe(0);
    expect(stdout).toContain(`stdin:8:30  suppressed  ${RULE}  old class\n`);
  });

  it.each([
    ['kind', 'kind: PersistentVolumeClaim'],
    ['name', 'name: other'],
    ['namespace', 'namespace: shop'],
    ['place', 'path: /param'],
  ])('another %s is not ignored', async (_what, ignore) => {
    expect(await withIgnore(ignore)).toMatchObject({ code: 1 });
  });

  it.each([
    ['on the last day', '2026-12-31T23:59:59Z', 0],
    ['on the day after', '2027-01-01T00:00:00Z', 1],
  ])('an entry with a last day: %s', async (_what, now, code) => {
    const end = await withIgnore('until: 2026-12-31', now);
    expect(end.code).toBe(code);
    const notice = `the configuration's ignore of ${RULE} ended on 2026-12-31\n`;
    expect(end.stdout.includes(notice)).toBe(code === 1);
  });

  it('an entry may name rules by a prefix', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, '.stowage.yaml'), 'ignore: [{ rule: iomesh-*, reason: not yet }]\n');
    expect(await stowage(['check', '-'], { stdin: BAD_CLASS, cwd })).toMatchObject({ code: 0 });
    expect(await stowage(['check', '-', '--no-suppress'], { stdin: BAD_CLASS, cwd })).toMatchObject({
      code: 1,
    });
  });

  it('an entry for all findings that covers none in this run is no news', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, '.stowage.yaml'), `ignore: [{ rule: ${RULE}, reason: old class }]\n`);
    const { stdout } = await stowage(['check', '-'], { stdin: GOOD_CLASS, cwd });
    expect(stdout).toBe('1 file, 1 object: 0 errors, 0 warnings, 0 unknown.\n');
  });
});
