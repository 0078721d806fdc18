import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { nodeSelectorPredicate } from '../../src/core/node-affinity.ts';
import { bareNode } from '../../src/core/node.ts';
import type { Constraint } from '../../src/explain/constraint.ts';
import { ownConstraints } from '../../src/explain/own-affinity.ts';

const INJECTED = { key: 'kubernetes.io/hostname', operator: 'In', values: ['b-1', 'b-2'] };
const ZONE = { key: 'zone', operator: 'In', values: ['a'] };
const TERMS = [{ matchExpressions: [INJECTED] }];
const CLUSTER: Constraint = {
  kind: 'cluster',
  reason: 'IOMesh cluster b/b',
  claims: ['data'],
  terms: TERMS,
  admits: nodeSelectorPredicate(TERMS),
};

function requiring(...terms: readonly JsonValue[]): JsonObject {
  return {
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } },
    },
  };
}

const IN_A = bareNode('a-1', new Map([['zone', 'a']]));
const IN_B = bareNode('b-1', new Map([['zone', 'b']]));

describe("a pod's own wishes, without those of the webhook", () => {
  test.each<[string, JsonObject | undefined, readonly string[]]>([
    ['none', undefined, []],
    [
      'each label of a nodeSelector',
      { nodeSelector: { zone: 'a', disk: 'fast' } },
      ['nodeSelector zone=a', 'nodeSelector disk=fast'],
    ],
    ['what was injected alone', requiring({ matchExpressions: [INJECTED] }), []],
    ['its own requirement', requiring({ matchExpressions: [ZONE] }), ['node affinity']],
    ['its own beside the injected one', requiring({ matchExpressions: [ZONE, INJECTED] }), ['node affinity']],
    [
      'a field',
      requiring({
        matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a-1'] }],
        matchExpressions: [INJECTED],
      }),
      ['node affinity'],
    ],
    [
      'one term that was the webhook’s alone allows all',
      requiring({ matchExpressions: [INJECTED] }, { matchExpressions: [ZONE, INJECTED] }),
      [],
    ],
    [
      'a preference is no wish that keeps it away',
      { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } } },
      [],
    ],
  ])('%s', (_name, spec, reasons) => {
    expect(ownConstraints(spec, [CLUSTER]).map(({ reason }) => reason)).toEqual(reasons);
  });

  test('the injected part does not count against nodes of another cluster', () => {
    const [own] = ownConstraints(requiring({ matchExpressions: [ZONE, INJECTED] }), [CLUSTER]);
    expect([own?.admits(IN_A), own?.admits(IN_B)]).toEqual([true, false]);
  });

  test('an empty term of its own matches nothing, as in Kubernetes', () => {
    const [own] = ownConstraints(requiring({}), [CLUSTER]);
    expect(own?.admits(IN_A)).toBe(false);
  });

  test('a nodeSelector whose value is no text admits nothing', () => {
    const [own] = ownConstraints({ nodeSelector: { zone: 7 } }, []);
    expect(own?.admits(IN_A)).toBe(false);
  });
});
