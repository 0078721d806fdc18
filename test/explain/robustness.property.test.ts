import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { explanationText } from '../../src/cli/why/explanation-text.ts';
import { explainContext } from '../../src/cli/scheduler-view.ts';
import { objectAt } from '../../src/core/json.ts';
import type { JsonValue } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { capacityRows, classTotals } from '../../src/explain/capacity-rows.ts';
import { openCluster } from '../../src/explain/cluster.ts';
import { explainAll } from '../../src/explain/explain-all.ts';
import { explanationJson } from '../../src/explain/explanation-json.ts';
import { contextOf } from '../support/objects.ts';
import { NOW } from './snapshots/builders.ts';
import { PLACES } from './snapshots/places.ts';
import { PROGRESS } from './snapshots/progress.ts';
import { SETUP } from './snapshots/setup.ts';
import { SPACE } from './snapshots/space.ts';

const STATES = [...SPACE, ...SETUP, ...PLACES, ...PROGRESS].map(({ state }) => state);

const JUNK = fc.oneof<fc.Arbitrary<JsonValue>[]>(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string(),
  fc.constant([]),
  fc.constant([null, 'x', 7, {}]),
  fc.constant({}),
  fc.constant({ __proto__: 'x', constructor: 'y' }),
);

/** Puts junk in the place of one value somewhere in an object; its identity stays. */
function spoil(value: JsonValue, path: readonly number[], junk: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return junk;
  if (Array.isArray(value)) {
    const index = value.length === 0 ? 0 : step % value.length;
    return value.map((item: JsonValue, at) => (at === index ? spoil(item, rest, junk) : item));
  }
  const entries = Object.entries(value).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined,
  );
  const index = entries.length === 0 ? 0 : step % entries.length;
  return Object.fromEntries(
    entries.map(([key, item], at) => [key, at === index ? spoil(item, rest, junk) : item]),
  );
}

function spoiled(object: KubernetesObject, path: readonly number[], junk: JsonValue): KubernetesObject {
  const { apiVersion, kind, ...rest } = object;
  return { ...objectAt(spoil(rest, path, junk)), apiVersion, kind };
}

test('malformed objects are explained as far as they can be read, and the text keeps its size', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...STATES),
      fc.array(fc.tuple(fc.nat(20), fc.array(fc.nat(5), { minLength: 1, maxLength: 6 }), JUNK), {
        minLength: 1,
        maxLength: 4,
      }),
      (state, mistakes) => {
        const objects = [...state];
        for (const [at, path, junk] of mistakes) {
          const index = at % objects.length;
          const object = objects[index];
          if (object !== undefined) objects[index] = spoiled(object, path, junk);
        }
        const cluster = openCluster(explainContext(contextOf(objects), NOW));
        for (const explanation of explainAll(cluster)) {
          const style = (_style: string, words: string) => words;
          const from = { readAt: NOW, context: 'state' };
          const text = explanationText(explanation, { ...from, now: NOW, command: 'stowage', style });
          const lines = text.trimEnd().split('\n');
          expect(lines.length).toBeLessThanOrEqual(24);
          expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(100);
          expect(JSON.stringify(explanationJson(explanation, from))).toContain('"Explanation"');
        }
        expect(classTotals(capacityRows(cluster))).toBeInstanceOf(Array);
      },
    ),
    { numRuns: 1000 },
  );
});
