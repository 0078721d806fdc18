import { describe, expect, test } from 'vitest';
import { formatPointer } from '../../src/core/json-pointer.ts';
import type { ObjectRule, Rule } from '../../src/core/rule.ts';
import { DRIVERS } from '../../src/drivers/registry.ts';
import { RULES } from '../../src/rules/registry.ts';
import { runExample } from '../support/rule-harness.ts';

const ALL: readonly Rule[] = [...RULES, ...DRIVERS.flatMap(driver => driver.rules)];
const OBJECT_RULES = ALL.filter((rule): rule is ObjectRule => 'check' in rule);

describe.each(ALL.map(rule => [rule.id, rule] as const))('rule %s', (id, rule) => {
  test('has an id that is kebab-case and fits an annotation key', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(id.length).toBeLessThanOrEqual(56);
  });

  test('says what it is about, how to mend it and where the fact comes from', () => {
    expect(rule.summary).toMatch(/\.$/);
    expect(rule.help).toMatch(/\.$/);
    expect(rule.source).toMatch(/^https:\/\//);
  });
});

describe.each(OBJECT_RULES.map(rule => [rule.id, rule] as const))('rule %s', (_id, rule) => {
  test.each(rule.examples.valid.map((example, index) => [index + 1, example] as const))(
    'finds nothing in valid example %i',
    (_index, example) => {
      expect(runExample(rule, example)).toEqual([]);
    },
  );

  test.each(rule.examples.invalid.map((example, index) => [index + 1, example] as const))(
    'finds the mistakes of invalid example %i',
    (_index, example) => {
      const found = runExample(rule, example).map(({ path, severity }) => ({
        path: formatPointer(path),
        severity,
      }));
      expect(found).toEqual(
        example.findings.map(({ path, severity }) => ({ path, severity: severity ?? rule.severity })),
      );
    },
  );
});

test('rule ids are unique', () => {
  const ids = ALL.map(rule => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
});
