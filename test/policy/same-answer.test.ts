import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateService } from '../../src/service/state-service.ts';
import { stowage, temporaryFolder } from '../support/cli.ts';
import { BAD_CLASS, DOUBTFUL_CLASS, GOOD_CLASS } from '../support/manifests.ts';
import { MANIFEST_FILES, askPolicy, startPolicyService } from '../support/policy.ts';

const STATE = ['--state', 'examples/cluster'];

const CASES: readonly (readonly [name: string, text: string])[] = [
  ...MANIFEST_FILES.map(file => [file, readFileSync(file, 'utf8')] as const),
  ['a class with a mistake', BAD_CLASS],
  ['a class with a doubtful field', DOUBTFUL_CLASS],
  [
    'a mistake taken back',
    BAD_CLASS.replace(/(fstype: .*)/, '$1 # stowage:ignore iomesh-sc-fstype-invalid -- test'),
  ],
  ['two documents, one of them broken', `${GOOD_CLASS}---\nkind: [\n`],
  ['nothing but a comment', '# nothing\n'],
];

/** The sentences of the command line, without its own words. */
function sentencesIn(stderr: string): string {
  return stderr
    .replace(/^error: /, '')
    .replaceAll('\n       ', '\n')
    .trimEnd();
}

describe('the policy API answers to the byte what the command line prints', () => {
  let service: StateService;
  const seen = { findings: 0, suppressed: 0, patches: 0, denials: 0, warnings: 0, refused: 0 };

  beforeAll(async () => {
    service = await startPolicyService(undefined, afterAll);
  });

  it.each(CASES)('check: %s', async (_name, body) => {
    const { stdout } = await stowage(['check', '-', '-o', 'json', ...STATE], { stdin: body });
    const { code, text } = await askPolicy(service.ports.ops, { path: '/api/v1/check', body });
    expect({ code, text }).toEqual({ code: 200, text: stdout });
    const { findings, summary } = JSON.parse(text);
    seen.findings += findings.length;
    seen.suppressed += summary.suppressed;
  });

  it.each(CASES)('mutate: %s', async (_name, body) => {
    const { code, stdout, stderr } = await stowage(['mutate', '-', '--patch', ...STATE], { stdin: body });
    const asked = await askPolicy(service.ports.ops, { path: '/api/v1/mutate', body });
    if (code === 2) {
      expect(asked.code).toBe(400);
      expect(JSON.parse(asked.text).error).toBe(sentencesIn(stderr));
      seen.refused++;
      return;
    }
    expect({ code: asked.code, text: asked.text }).toEqual({ code: 200, text: stdout });
    for (const { patch, denial, warnings = [] } of JSON.parse(asked.text)) {
      if (patch.length > 0) seen.patches++;
      if (denial !== undefined) seen.denials++;
      seen.warnings += warnings.length;
    }
  });

  it('with findings, suppressions, patches, denials, warnings and refusals among the cases', () => {
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  });
});

it('the configuration of the service holds for the policy API as --config does for the command line', async () => {
  const config = join(temporaryFolder(), 'config.yaml');
  const rules = [{ rule: 'iomesh-sc-fstype-invalid', severity: 'info' }];
  const ignore = [{ rule: 'sc-misplaced-field', reason: 'test' }];
  writeFileSync(config, dump({ rules, ignore }));
  const service = await startPolicyService(config);
  const body = readFileSync('examples/manifests/iomesh-storage-class-with-mistakes.yaml', 'utf8');
  const args = ['check', '-', '-o', 'json', '--config', config, ...STATE];
  const { stdout } = await stowage(args, { stdin: body });
  expect((await askPolicy(service.ports.ops, { body })).text).toBe(stdout);
  const { findings, summary } = JSON.parse(stdout);
  expect(findings).toContainEqual(
    expect.objectContaining({ ruleId: 'iomesh-sc-fstype-invalid', severity: 'info' }),
  );
  expect(summary.suppressed).toBe(1);
});
