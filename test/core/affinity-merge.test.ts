import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeRequiredTerms, missingPreferredTerms } from '../../src/core/affinity-merge.ts';
import type { PreferredSchedulingTerm } from '../../src/core/affinity-merge.ts';
import { equalJson } from '../../src/core/json-equal.ts';
import { arrayAt, at, entriesAt, isJsonArray, isJsonObject, objectAt } from '../../src/core/json.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { nodeSelectorPredicate } from '../../src/core/node-affinity.ts';
import type { NodeSelectorRequirement, NodeSelectorTerm } from '../../src/core/node-selector.ts';
import { CONSTRAINT, TERMS } from '../support/affinity-arbitraries.ts';
import { AFFINITY_CASES } from '../support/affinity-cases.ts';
import { admitting, expressions, named, NODES, requirement, ZONE } from '../support/affinity.ts';

const REQUIRED = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'] as const;

function termsOf(podSpec: JsonObject | undefined): readonly JsonValue[] | undefined {
  const required = objectAt(podSpec, ...REQUIRED);
  return required && arrayAt(required, 'nodeSelectorTerms');
}

describe.each(Object.entries(AFFINITY_CASES))(
  'a pod with %s',
  (_reason, { before, constraints, ...expected }) => {
    const after = expected.after ?? before;

    test('gets the expected terms', () => {
      const terms = termsOf(before);
      expect(mergeRequiredTerms(terms, constraints)).toEqual(expected.after && termsOf(after));
    });

    test('is not merged twice', () => {
      expect(mergeRequiredTerms(termsOf(after), constraints)).toBeUndefined();
    });

    test('runs on the expected nodes', () => {
      expect([admitting(before), admitting(after)]).toEqual([expected.nodesBefore, expected.nodesAfter]);
    });
  },
);

const IN_A = requirement(ZONE, 'In', 'a');

describe('mergeRequiredTerms', () => {
  test.each<[string, JsonValue[] | undefined, NodeSelectorTerm[][]]>([
    ['no constraints and no affinity', undefined, []],
    ['no constraints', [expressions(IN_A)], []],
    ['a constraint without terms', [expressions(IN_A)], [[]]],
    ['a constraint of empty terms', undefined, [[{}, { matchExpressions: [] }]]],
    ['a term that is no object', ['x', null], [[expressions(IN_A)]]],
    ['a term whose list is none', [{ matchExpressions: 'x', ...named('a') }], [[expressions(IN_A)]]],
    ['a term that implies one of two alternatives', [expressions(IN_A)], [[named('a'), expressions(IN_A)]]],
  ])('changes nothing for %s', (_reason, before, constraints) => {
    expect(mergeRequiredTerms(before, constraints)).toBeUndefined();
  });

  test('leaves empty terms of a constraint out', () => {
    expect(mergeRequiredTerms(undefined, [[{}, expressions(IN_A)]])).toEqual([expressions(IN_A)]);
  });

  test('keeps fields it does not know', () => {
    const before = [{ matchFuture: 1, ...expressions({ ...IN_A, extra: true }) }];
    const other = requirement('disktype', 'Exists');
    expect(mergeRequiredTerms(before, [[expressions(IN_A, other)]])).toEqual([
      { matchFuture: 1, matchExpressions: [{ ...IN_A, extra: true }, other] },
    ]);
  });

  test('admits what was admitted and satisfies every constraint, no more and no less', () => {
    fc.assert(
      fc.property(
        fc.option(TERMS, { nil: undefined }),
        fc.array(CONSTRAINT, { maxLength: 3 }),
        (before, constraints) => {
          const after = mergeRequiredTerms(before, constraints) ?? before;
          for (const node of NODES) {
            const wasAdmitted = before === undefined || nodeSelectorPredicate(before)(node);
            const isAdmitted = after === undefined || nodeSelectorPredicate(after)(node);
            const isAllowed = constraints.every(constraint => nodeSelectorPredicate(constraint)(node));
            expect(isAdmitted).toBe(wasAdmitted && isAllowed);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.option(TERMS, { nil: undefined }),
        fc.array(CONSTRAINT, { maxLength: 3 }),
        (before, constraints) => {
          const after = mergeRequiredTerms(before, constraints) ?? before;
          expect(mergeRequiredTerms(after, constraints)).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  test('only ever adds at the end of what the user wrote', () => {
    fc.assert(
      fc.property(TERMS, fc.array(CONSTRAINT, { maxLength: 3 }), (before, constraints) => {
        const after = mergeRequiredTerms(before, constraints) ?? before;
        expect(after.every(term => before.some(original => extendsTerm(term, original)))).toBe(true);
        expect(before.every(original => after.some(term => extendsTerm(term, original)))).toBe(true);
      }),
    );
  });
});

/** Says whether a term has all that another has, and more only at the end of its lists. */
function extendsTerm(term: JsonValue, original: JsonValue): boolean {
  if (!isJsonObject(term) || !isJsonObject(original)) return equalJson(term, original);
  return entriesAt(original).every(([key, value]) => {
    const found = at(term, key);
    if (!isJsonArray(value) || !isJsonArray(found)) return value === null || equalJson(found, value);
    return equalJson(found.slice(0, value.length), value);
  });
}

function wish(weight: number, ...terms: readonly NodeSelectorRequirement[]): PreferredSchedulingTerm {
  return { weight, preference: expressions(...terms) };
}

describe('missingPreferredTerms', () => {
  test.each<[string, JsonValue[], PreferredSchedulingTerm[], PreferredSchedulingTerm[]]>([
    ['nothing there', [], [wish(100, IN_A)], [wish(100, IN_A)]],
    ['the same there', [wish(100, IN_A)], [wish(100, IN_A)], []],
    ['another weight there', [wish(50, IN_A)], [wish(100, IN_A)], [wish(100, IN_A)]],
    [
      'values in another order there',
      [wish(1, requirement(ZONE, 'In', 'b', 'a'))],
      [wish(1, requirement(ZONE, 'In', 'a', 'b'))],
      [],
    ],
    ['more demanded there', [wish(1, IN_A, requirement('x', 'Exists'))], [wish(1, IN_A)], [wish(1, IN_A)]],
    ['less demanded there', [wish(1)], [wish(1, IN_A)], [wish(1, IN_A)]],
    ['malformed terms there', [null, { weight: 1 }, { preference: [] }], [wish(1, IN_A)], [wish(1, IN_A)]],
    ['a wish twice', [], [wish(1, IN_A), wish(1, IN_A)], [wish(1, IN_A)]],
    ['an empty wish', [], [wish(1)], []],
  ])('answers for %s', (_reason, before, wanted, expected) => {
    expect(missingPreferredTerms(before, wanted)).toEqual(expected);
  });
});
