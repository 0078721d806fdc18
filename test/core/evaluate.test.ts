import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/core/evaluate.ts';
import type { Report, Undecided } from '../../src/core/finding.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { defineRule } from '../../src/core/rule.ts';
import type { ObjectRule, RuleContext } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import type { RuleOverride } from '../../src/core/settings.ts';

const CLAIM: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'shop' },
};
const NODE: KubernetesObject = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } };
const REPORT: Report = { path: ['spec'], message: 'wrong' };
const NEEDS_CLASS: Undecided = {
  path: ['spec', 'storageClassName'],
  needs: { kind: 'StorageClass', name: 'fast' },
};
const NEEDS_CLAIM: Undecided = {
  path: ['spec', 'dataSource'],
  needs: { kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'original' },
};

type Answers = readonly (Report | Undecided)[];

function rule(
  id: string,
  answers: Answers,
  others: Partial<Pick<ObjectRule, 'kinds' | 'when'>> = {},
): ObjectRule {
  return defineRule({
    id,
    kinds: ['PersistentVolumeClaim'],
    severity: 'error',
    summary: 'A rule.',
    help: 'Mend it.',
    source: 'https://kubernetes.io/docs',
    examples: { valid: [{ yaml: '' }], invalid: [{ yaml: '', findings: [] }] },
    check: () => answers,
    ...others,
  });
}

function context(others: Partial<RuleContext> = {}, overrides: readonly RuleOverride[] = []): RuleContext {
  return {
    lookup: new ObjectStore(),
    settings: { ...DEFAULT_SETTINGS, rules: overrides },
    drivers: [],
    parseYaml: () => ({ error: 'unused' }),
    ...others,
  };
}

describe('a report becomes a finding', () => {
  test('with what the rule says', () => {
    expect(evaluate(CLAIM, [rule('a-b', [REPORT])], context())).toEqual([
      {
        ruleId: 'a-b',
        severity: 'error',
        object: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data' },
        path: ['spec'],
        target: 'value',
        message: 'wrong',
        fix: 'Mend it.',
      },
    ]);
  });

  test('with what the report says, before the rule', () => {
    const edit = { type: 'remove', path: ['spec'] } as const;
    const report = { ...REPORT, target: 'key', fix: 'Do this.', severity: 'info', edit } as const;
    const [finding] = evaluate(NODE, [rule('a-b', [report], { kinds: ['*'] })], context());
    expect(finding).toMatchObject({ severity: 'info', target: 'key', fix: 'Do this.', edit });
    expect(finding?.object).toStrictEqual({ apiVersion: 'v1', kind: 'Node', name: 'a' });
  });

  test('in the order of the rules', () => {
    const rules = [
      rule('b-b', [REPORT, { ...REPORT, message: 'too' }]),
      rule('a-a', [REPORT]),
      rule('c-c', []),
    ];
    const found = evaluate(CLAIM, rules, context()).map(({ ruleId, message }) => [ruleId, message]);
    expect(found).toEqual([
      ['b-b', 'wrong'],
      ['b-b', 'too'],
      ['a-a', 'wrong'],
    ]);
  });
});

describe('a rule runs', () => {
  test.each([
    ['its kind', ['PersistentVolumeClaim'], true],
    ['one of its kinds', ['Pod', 'PersistentVolumeClaim'], true],
    ['all kinds', ['*'], true],
    ['another kind', ['Pod'], false],
  ])('on %s', (_reason, kinds, expected) => {
    expect(evaluate(CLAIM, [rule('a-b', [REPORT], { kinds })], context())).toHaveLength(expected ? 1 : 0);
  });

  test.each([
    ['check', undefined, true],
    ['check', 'CREATE', true],
    ['check', 'UPDATE', true],
    ['check', 'DELETE', false],
    ['manifest', undefined, true],
    ['manifest', 'CREATE', false],
    ['manifest', 'UPDATE', false],
    ['manifest', 'DELETE', false],
    ['CREATE', undefined, false],
    ['CREATE', 'CREATE', true],
    ['CREATE', 'UPDATE', false],
    ['UPDATE', undefined, false],
    ['UPDATE', 'CREATE', false],
    ['UPDATE', 'UPDATE', true],
    ['UPDATE', 'DELETE', false],
    ['DELETE', undefined, false],
    ['DELETE', 'UPDATE', false],
    ['DELETE', 'DELETE', true],
  ] as const)('when it is for %s and the operation is %s: %s', (when, operation, expected) => {
    const found = evaluate(
      CLAIM,
      [rule('a-b', [REPORT], { when })],
      context(operation && { request: { operation } }),
    );
    expect(found).toHaveLength(expected ? 1 : 0);
  });
});

describe('an override', () => {
  const info = { rule: 'a-b', severity: 'info' } as const;
  const off = { rule: 'a-b', severity: 'off' } as const;

  test.each<[string, readonly RuleOverride[], string | undefined]>([
    ['of the rule changes its severity', [info], 'info'],
    ['of the rule switches it off', [off], undefined],
    ['of a prefix holds', [{ ...info, rule: 'a-*' }], 'info'],
    ['of all rules holds', [{ ...off, rule: '*' }], undefined],
    ['of another rule does not hold', [{ ...off, rule: 'a-bc' }], 'error'],
    ['of another prefix does not hold', [{ ...off, rule: 'b*' }], 'error'],
    ['in the namespace holds', [{ ...info, namespaces: ['other', 'shop'] }], 'info'],
    ['in another namespace does not hold', [{ ...off, namespaces: ['other'] }], 'error'],
    ['in no namespace does not hold', [{ ...off, namespaces: [] }], 'error'],
    ['gives way to a later one', [off, info], 'info'],
    [
      'does not give way to a later one of another namespace',
      [info, { ...off, namespaces: ['other'] }],
      'info',
    ],
  ])('%s', (_reason, overrides, severity) => {
    const [finding] = evaluate(CLAIM, [rule('a-b', [REPORT])], context({}, overrides));
    expect(finding?.severity).toBe(severity);
  });

  test('in a namespace does not hold for cluster-scoped objects', () => {
    const rules = [rule('a-b', [REPORT], { kinds: ['*'] })];
    expect(evaluate(NODE, rules, context({}, [{ ...off, namespaces: ['shop'] }]))).toHaveLength(1);
  });

  test('changes the severity of a report that has its own', () => {
    const rules = [rule('a-b', [{ ...REPORT, severity: 'warning' }])];
    expect(evaluate(CLAIM, rules, context({}, [info]))[0]?.severity).toBe('info');
  });

  test('does not make an undecided rule decided', () => {
    const [finding] = evaluate(CLAIM, [rule('a-b', [NEEDS_CLASS])], context({}, [info]));
    expect(finding?.severity).toBe('unknown');
  });
});

describe('what hangs on a missing object', () => {
  test('is one unknown finding', () => {
    expect(evaluate(CLAIM, [rule('a-b', [NEEDS_CLASS])], context())).toEqual([
      {
        ruleId: 'a-b',
        severity: 'unknown',
        object: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data' },
        path: ['spec', 'storageClassName'],
        target: 'value',
        message: 'StorageClass fast is not in the input',
        fix: 'Add it to the input, or pass the cluster state with --state.',
        needs: { kind: 'StorageClass', name: 'fast' },
      },
    ]);
  });

  test('is told once, by the first rule, which names the others', () => {
    const rules = [
      rule('a-a', [NEEDS_CLASS, NEEDS_CLASS]),
      rule('b-b', [NEEDS_CLASS]),
      rule('c-c', [NEEDS_CLASS]),
    ];
    const found = evaluate(CLAIM, rules, context()).map(({ ruleId, message }) => [ruleId, message]);
    expect(found).toEqual([['a-a', 'StorageClass fast is not in the input (also undecided: b-b, c-c)']]);
  });

  test('is told by the rule that asks for the object itself', () => {
    const missing = { ...NEEDS_CLASS, path: ['spec'] };
    const rules = [rule('a-a', [NEEDS_CLASS]), rule('class-missing', [missing])];
    const [finding] = evaluate(CLAIM, rules, context());
    expect(finding).toMatchObject({ ruleId: 'class-missing', path: ['spec'] });
    expect(finding?.message).toContain('(also undecided: a-a)');
  });

  test('is told for each missing object, after what is wrong', () => {
    const rules = [rule('a-a', [NEEDS_CLASS, NEEDS_CLAIM]), rule('b-b', [REPORT])];
    const found = evaluate(CLAIM, rules, context()).map(({ ruleId, message }) => [ruleId, message]);
    expect(found).toEqual([
      ['b-b', 'wrong'],
      ['a-a', 'StorageClass fast is not in the input'],
      ['a-a', 'PersistentVolumeClaim shop/original is not in the input'],
    ]);
  });

  test('is not told by a rule that is switched off', () => {
    const off = { rule: 'a-a', severity: 'off' } as const;
    expect(evaluate(CLAIM, [rule('a-a', [NEEDS_CLASS])], context({}, [off]))).toEqual([]);
  });
});
