import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, isJsonArray, isJsonObject } from '../../src/core/json.ts';
import type { JsonPath, JsonValue } from '../../src/core/json.ts';
import { isKubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { ObjectRule } from '../../src/core/rule.ts';
import { OBJECT_RULES } from '../../src/hooks/all-rules.ts';
import { runScene, sceneOf } from '../support/rule-harness.ts';
import type { Scene } from '../support/rule-harness.ts';

/** Values of the wrong type, and strings that trip careless code. */
const GARBAGE: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, 0, -1, '', '/', '.', '${', '{', '1e999', [], {}, [null], [[]], {
    '': null,
  }),
  fc
    .constantFrom('__proto__', 'constructor', 'toString')
    .map(key => JSON.parse(`{"${key}": "x"}`) as JsonValue),
  fc.jsonValue().map(value => value as JsonValue),
);

/** The places of a document, its identity left alone: without it there would be nothing to check. */
function placesIn(value: JsonValue | undefined, path: JsonPath = []): readonly JsonPath[] {
  const isIdentity = path.length === 1 && (path[0] === 'kind' || path[0] === 'apiVersion');
  const steps = isJsonArray(value) ? [...value.keys()] : isJsonObject(value) ? Object.keys(value) : [];
  const here = path.length === 0 || isIdentity ? [] : [path];
  return [...here, ...steps.flatMap(step => placesIn(at(value, step), [...path, step]))];
}

function replaced(value: JsonValue | undefined, [step, ...rest]: JsonPath, garbage: JsonValue): JsonValue {
  if (step === undefined) return garbage;
  const inner = replaced(at(value, step), rest, garbage);
  if (isJsonArray(value)) return value.map((item, index) => (index === step ? inner : item));
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? inner : (item ?? null)]));
}

function spoilt(object: KubernetesObject): fc.Arbitrary<KubernetesObject> {
  const places = placesIn(object);
  if (places.length === 0) return fc.constant(object);
  const spoil = fc
    .tuple(fc.constantFrom(...places), GARBAGE)
    .map(([place, garbage]) => replaced(object, place, garbage))
    .filter(isKubernetesObject);
  return fc.oneof(fc.constant(object), { arbitrary: spoil, weight: 3 });
}

function spoiltAll(objects: readonly KubernetesObject[]): fc.Arbitrary<KubernetesObject[]> {
  return fc.tuple(...objects.map(spoilt));
}

function spoiltScene(scene: Scene): fc.Arbitrary<Scene> {
  return fc.record({
    example: fc.constant(scene.example),
    checked: spoiltAll(scene.checked),
    state: spoiltAll(scene.state),
    old: scene.old === undefined ? fc.constant(undefined) : spoilt(scene.old),
  });
}

function scenesOf(rule: ObjectRule): fc.Arbitrary<Scene> {
  const { valid, invalid } = rule.examples;
  return fc.oneof(...[...valid, ...invalid].map(sceneOf).map(spoiltScene));
}

/** Any object of the rule's kinds, in an otherwise empty cluster. */
function sceneOfKind(rule: ObjectRule, fields: JsonValue): Scene {
  const example = rule.examples.valid[0];
  const checked = rule.kinds.map(kind => ({
    ...(isJsonObject(fields) ? fields : {}),
    apiVersion: 'v1',
    kind: kind === '*' ? 'ConfigMap' : kind,
  }));
  return { example, checked, state: [], old: checked[0] };
}

const FIELDS = ['metadata', 'spec', 'status', 'data', 'parameters', 'provisioner', 'driver', '__proto__'];
const ANY_FIELDS = fc.dictionary(fc.constantFrom(...FIELDS), GARBAGE).map(fields => fields as JsonValue);

describe.each(OBJECT_RULES.map(rule => [rule.id, rule] as const))('rule %s', (_id, rule) => {
  test('answers whatever is in the place of a field of its examples, at places that exist', () => {
    fc.assert(
      fc.property(scenesOf(rule), scene => {
        for (const { path, message } of runScene(rule, scene)) {
          expect(message).not.toBe('');
          expect(scene.checked.some(object => at(object, ...path) !== undefined)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('answers for any object of its kinds', () => {
    fc.assert(
      fc.property(ANY_FIELDS, fields => {
        expect(() => runScene(rule, sceneOfKind(rule, fields))).not.toThrow();
      }),
      { numRuns: 30 },
    );
  });
});
