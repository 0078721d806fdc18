import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VERDICT_IDS } from '../../src/explain/explanation.ts';
import { VERDICTS } from '../../src/explain/verdicts/index.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '../../docs/guide/why.md'), 'utf8');

test('there is one verdict of each id', () => {
  expect(VERDICTS.map(({ id }) => id).toSorted()).toEqual(VERDICT_IDS);
});

describe.each(VERDICTS.map(verdict => [verdict.id, verdict] as const))('%s', (_id, verdict) => {
  test('says in full sentences what it is and where that is from', () => {
    expect(verdict.summary).toMatch(/^[A-Za-z].*\.$/);
    expect(verdict.help).toMatch(/^(?:kube-|[A-Z"])[\s\S]*\.$/);
    expect(verdict.help.length).toBeGreaterThan(150);
    expect(verdict.source).toMatch(/^https:\/\//);
  });

  test('stands in the guide', () => {
    const row = new RegExp(`^\\| ${verdict.id} +\\| ${RegExp.escape(verdict.summary)} +\\|$`, 'm');
    expect(GUIDE).toMatch(row);
  });
});
