import * as fc from 'fast-check';
import { applyPatch, deepClone } from 'fast-json-patch';
import { describe, expect, test } from 'vitest';
import { mergeRequiredTerms } from '../../src/core/affinity-merge.ts';
import { addNodeAffinity } from '../../src/core/affinity-patch.ts';
import type { NodeAffinityAddition } from '../../src/core/affinity-patch.ts';
import { PatchBuilder } from '../../src/core/json-patch.ts';
import type { PatchOperation } from '../../src/core/json-patch.ts';
import { at, objectAt } from '../../src/core/json.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { CONSTRAINT, TERMS } from '../support/affinity-arbitraries.ts';
import { AFFINITY_CASES } from '../support/affinity-cases.ts';
import { expressions, named, requirement, requiring, worker, ZONE } from '../support/affinity.ts';

function operationsFor(pod: JsonObject, addition: Partial<NodeAffinityAddition>): readonly PatchOperation[] {
  const builder = new PatchBuilder(pod);
  addNodeAffinity(builder, objectAt(pod, 'spec'), { required: [], preferred: [], ...addition });
  return builder.operations();
}

function patched(pod: JsonObject, operations: readonly PatchOperation[]): JsonObject {
  return applyPatch(deepClone(pod), [...deepClone(operations)], true).newDocument;
}

describe.each(Object.entries(AFFINITY_CASES))('a pod with %s', (_reason, { before, after, constraints }) => {
  test('is patched as expected, and once', () => {
    const pod = { metadata: {}, spec: { containers: [], ...before } };
    const result = patched(pod, operationsFor(pod, { required: constraints }));
    expect(result).toEqual({ metadata: {}, spec: { containers: [], ...(after ?? before) } });
    expect(operationsFor(result, { required: constraints })).toEqual([]);
  });
});

const AFFINITY = '/spec/affinity';
const NODE_AFFINITY = `${AFFINITY}/nodeAffinity`;
const REQUIRED = `${NODE_AFFINITY}/requiredDuringSchedulingIgnoredDuringExecution`;
const PREFERRED = `${NODE_AFFINITY}/preferredDuringSchedulingIgnoredDuringExecution`;
const TERMS_PATH = `${REQUIRED}/nodeSelectorTerms`;

const IN_A = requirement(ZONE, 'In', 'a');
const IN_B = requirement(ZONE, 'In', 'b');
const SSD = requirement('disktype', 'In', 'ssd');
const CONSTRAINED = { required: [[expressions(SSD)]] };
const WISH = { weight: 100, preference: expressions(SSD) };
const TERM_LIST = { nodeSelectorTerms: [expressions(SSD)] };

describe('addNodeAffinity', () => {
  test.each<[string, JsonObject, Partial<NodeAffinityAddition>, readonly object[]]>([
    ['nothing', requiring([expressions(IN_A)]), {}, []],
    [
      'a whole affinity',
      {},
      CONSTRAINED,
      [
        {
          op: 'add',
          path: AFFINITY,
          value: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: TERM_LIST } },
        },
      ],
    ],
    [
      'node affinity beside other affinity',
      { affinity: { podAffinity: {} } },
      CONSTRAINED,
      [
        {
          op: 'add',
          path: NODE_AFFINITY,
          value: { requiredDuringSchedulingIgnoredDuringExecution: TERM_LIST },
        },
      ],
    ],
    [
      'required node affinity where it is null',
      { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: null } } },
      CONSTRAINED,
      [{ op: 'add', path: REQUIRED, value: TERM_LIST }],
    ],
    [
      'nothing to required node affinity without terms, which the API server rejects',
      { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } },
      CONSTRAINED,
      [],
    ],
    [
      'a requirement to each term',
      requiring([expressions(IN_A), {}, expressions(SSD), expressions(IN_B)]),
      CONSTRAINED,
      [
        { op: 'add', path: `${TERMS_PATH}/0/matchExpressions/-`, value: SSD },
        { op: 'add', path: `${TERMS_PATH}/3/matchExpressions/-`, value: SSD },
      ],
    ],
    [
      'expressions to a term without any',
      requiring([named(worker(1))]),
      CONSTRAINED,
      [{ op: 'add', path: `${TERMS_PATH}/0/matchExpressions`, value: [SSD] }],
    ],
    [
      'a field to a term without any',
      requiring([expressions(IN_A)]),
      { required: [[named(worker(1))]] },
      [
        {
          op: 'add',
          path: `${TERMS_PATH}/0/matchFields`,
          value: [requirement('metadata.name', 'In', worker(1))],
        },
      ],
    ],
    [
      'the whole list when terms multiply',
      requiring([expressions(SSD)]),
      { required: [[expressions(IN_A), expressions(IN_B)]] },
      [{ op: 'replace', path: TERMS_PATH, value: [expressions(SSD, IN_A), expressions(SSD, IN_B)] }],
    ],
    [
      'a wish where there is none',
      requiring([expressions(IN_A)]),
      { preferred: [WISH] },
      [{ op: 'add', path: PREFERRED, value: [WISH] }],
    ],
    [
      'a wish after the others',
      {
        affinity: {
          nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ ...WISH, weight: 1 }, WISH] },
        },
      },
      { preferred: [WISH, { ...WISH, weight: 2 }] },
      [{ op: 'add', path: `${PREFERRED}/-`, value: { ...WISH, weight: 2 } }],
    ],
    [
      'both at once',
      { affinity: {} },
      { ...CONSTRAINED, preferred: [WISH] },
      [
        {
          op: 'add',
          path: NODE_AFFINITY,
          value: {
            requiredDuringSchedulingIgnoredDuringExecution: TERM_LIST,
            preferredDuringSchedulingIgnoredDuringExecution: [WISH],
          },
        },
      ],
    ],
  ])('adds %s', (_reason, spec, addition, expected) => {
    expect(operationsFor({ spec }, addition)).toEqual(expected);
  });

  test('adds nothing to a pod without spec when nothing is asked for', () => {
    expect(operationsFor({}, {})).toEqual([]);
  });

  test('writes what the merge says, and nothing the second time', () => {
    const constraints = fc.array(CONSTRAINT, { maxLength: 3 });
    const weight = fc.constantFrom(1, 100);
    const wishes = fc.array(
      fc.record({ weight, preference: CONSTRAINT.map(([term]) => term ?? {}) }, { noNullPrototype: true }),
      { maxLength: 2 },
    );
    fc.assert(
      fc.property(TERMS, constraints, wishes, (terms, required, preferred) => {
        const pod = { spec: { future: 1, ...requiring(terms) } };
        const result = patched(pod, operationsFor(pod, { required, preferred }));
        expect(at(result, 'spec', 'future')).toBe(1);
        expect(at(result, ...TERMS_PATH.split('/').slice(1))).toEqual(
          mergeRequiredTerms(terms, required) ?? terms,
        );
        expect(operationsFor(result, { required, preferred })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
