import * as fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import { isJsonArray, isJsonObject } from '../../../src/core/json.ts';
import type { JsonPath, JsonValue } from '../../../src/core/json.ts';
import { isKubernetesObject } from '../../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { iomesh } from '../../../src/drivers/iomesh/index.ts';
import { DRIVERS } from '../../../src/drivers/registry.ts';
import { contextOf } from '../../support/objects.ts';

function documentsOf(yaml: string | undefined): readonly KubernetesObject[] {
  return (loadAll(yaml ?? '') as JsonValue[]).filter(isKubernetesObject);
}

const EXAMPLES = iomesh.rules.flatMap(rule => [...rule.examples.valid, ...rule.examples.invalid]);
const OBJECTS = EXAMPLES.flatMap(example => documentsOf(example.yaml));
const STATE = EXAMPLES.flatMap(example => documentsOf(example.state));

function pathsOf(value: JsonValue, path: JsonPath = []): readonly JsonPath[] {
  const entries = isJsonArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [path, ...entries.flatMap(([step, inner]) => pathsOf(inner ?? null, [...path, step]))];
}

function replaceAt(value: JsonValue, [step, ...rest]: JsonPath, replacement: JsonValue): JsonValue {
  if (step === undefined) return replacement;
  if (isJsonArray(value)) {
    return value.map((inner, index) => (index === step ? replaceAt(inner, rest, replacement) : inner));
  }
  if (!isJsonObject(value)) return value;
  return { ...value, [step]: replaceAt(value[step] ?? null, rest, replacement) };
}

/** An example object with any JSON value in one place. */
const corrupted = fc
  .tuple(fc.constantFrom(...OBJECTS), fc.nat(), fc.jsonValue({ maxDepth: 2 }))
  .map(([object, place, value]) => {
    const paths = pathsOf(object).filter(path => path.length > 0);
    return replaceAt(object, paths[place % paths.length] ?? [], value);
  })
  .filter(isKubernetesObject);

test.each(['CREATE', 'UPDATE', 'DELETE', undefined] as const)(
  'no rule throws on a malformed object, nor beside one (operation: %s)',
  operation => {
    fc.assert(
      fc.property(corrupted, corrupted, fc.boolean(), (object, neighbour, isLive) => {
        const complete = isLive ? 'all' : new Set<string>();
        const context = contextOf([...STATE, neighbour, object], { checkSecrets: true }, { complete });
        const request = operation === undefined ? {} : { request: { operation, oldObject: neighbour } };
        const findings = evaluate(object, iomesh.rules, { ...context, drivers: DRIVERS, ...request });
        expect(findings.every(({ message, fix }) => message !== '' && fix !== '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  },
);
