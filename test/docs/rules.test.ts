import { describe, expect, test } from 'vitest';
import { exampleFindings } from '../../src/cli/rule-example.ts';
import { ruleIndexPage, rulePage } from '../../src/cli/rule-page.ts';
import { defineRule } from '../../src/core/rule.ts';
import { ALL_RULES } from '../../src/hooks/all-rules.ts';

describe.each(ALL_RULES.map(rule => [rule.id, rule] as const))('the page of %s', (_id, rule) => {
  test('shows what the rule says of each wrong example, and nothing of right ones', () => {
    for (const example of rule.examples.invalid) {
      expect(exampleFindings(rule, example)).toHaveLength(example.findings.length);
    }
    expect(rule.examples.valid.flatMap(example => exampleFindings(rule, example))).toEqual([]);
  });
});

const CLAIM = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\n';
const CLASS = 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\n';

/** A rule with one example of every kind. */
const RULE = defineRule({
  id: 'pvc-size-prime',
  kinds: ['PersistentVolumeClaim'],
  severity: 'error',
  summary: 'The size of a claim is <prime>.',
  help: 'Choose another size.',
  source: 'https://example.com/',
  examples: {
    invalid: [
      { yaml: `${CLAIM}spec: { size: 4 }`, state: CLASS, findings: [{ path: '/spec/size' }] },
      {
        operation: 'UPDATE',
        old: `${CLAIM}spec: { size: 3 }`,
        yaml: `${CLAIM}spec: { size: 6 }`,
        findings: [{ path: '/spec/size', severity: 'warning' }],
      },
    ],
    valid: [{ yaml: `${CLAIM}spec: { size: 5 }`, state: CLASS, settings: { checkSecrets: true } }],
  },
  check(claim, { request }) {
    if (JSON.stringify(claim).includes('5')) return [];
    const message = 'the size is not <prime>';
    const path = ['spec', 'size'];
    if (request !== undefined) return [{ path, message, severity: 'warning', fix: 'Keep the size' }];
    return [{ path, message, edit: { type: 'replace-value', path, value: 5 } }];
  },
});

describe('a page', () => {
  const page = rulePage(RULE);

  test.each([
    ['the place and the words of a finding', '- line 4, `spec.size`: the size is not `<prime>`.\n'],
    [
      'a severity that is not the rule’s, and a fix of its own',
      '- `spec.size`: warning: the size is not `<prime>`. Keep the size.',
    ],
    [
      'an update as a change',
      '```diff\n apiVersion: v1\n kind: PersistentVolumeClaim\n metadata: { name: data }\n-spec: { size: 3 }\n+spec: { size: 6 }\n```',
    ],
    ['the state once', 'With the same objects in the cluster.'],
    ['the configuration of an example', 'With the configuration `checkSecrets: true`.'],
    ['that the checker can mend it', '`stowage check PATH --fix`'],
    ['how to pass it over', '# stowage:ignore pvc-size-prime -- reason'],
  ])('shows %s', (_what, text) => {
    expect(page).toContain(text);
  });

  test('tells apart where a rule runs', () => {
    expect(page).toContain('in the checker and at admission');
    expect(rulePage({ ...RULE, kinds: ['Secret'] })).toContain('in the checker only');
    expect(rulePage({ ...RULE, when: 'DELETE' })).toContain('at admission of DELETE only');
  });
});

test('the index lists every rule under its driver', () => {
  const index = ruleIndexPage(ALL_RULES);
  expect(ALL_RULES.filter(({ id }) => !index.includes(`| [${id}](${id}.md) |`))).toEqual([]);
  expect(index.match(/^## .*$/gm)).toEqual([
    '## Every driver',
    '## TopoLVM',
    '## IOMesh CSI',
    '## IOMesh LocalPV Manager',
  ]);
});
