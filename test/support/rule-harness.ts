import { loadAll, YAML11_SCHEMA, load } from 'js-yaml';
import { evaluate } from '../../src/core/evaluate.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { JsonValue } from '../../src/core/json.ts';
import { isKubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import type { Example, ObjectRule, RuleContext } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import type { ParseYaml } from '../../src/core/yaml.ts';
import { DRIVERS } from '../../src/drivers/registry.ts';

/** YAML inside objects, for tests. */
export const parseYaml: ParseYaml = text => {
  try {
    return { value: load(text) as JsonValue };
  } catch (error) {
    return { error: String(error) };
  }
};

function objects(yaml: string | undefined): KubernetesObject[] {
  if (yaml === undefined) return [];
  return (loadAll(yaml, { schema: YAML11_SCHEMA }) as JsonValue[]).filter(isKubernetesObject);
}

/** The objects of an example. */
export interface Scene {
  readonly example: Example;
  readonly checked: readonly KubernetesObject[];
  readonly state: readonly KubernetesObject[];
  /** The object before the UPDATE or DELETE. */
  readonly old: KubernetesObject | undefined;
}

/** Reads the documents of an example. */
export function sceneOf(example: Example): Scene {
  const checked = objects(example.yaml);
  const [old] = example.operation === 'DELETE' ? checked : objects(example.old);
  return { example, checked, state: objects(example.state), old };
}

/** Runs one rule on the objects of an example as the checker (or, with an operation, the webhook) would. */
export function runScene(rule: ObjectRule, { example, checked, state, old }: Scene): readonly Finding[] {
  const store = new ObjectStore({ complete: example.live === true ? 'all' : new Set() });
  for (const object of [...state, ...checked]) store.set(object);
  const context: RuleContext = {
    lookup: store,
    settings: { ...DEFAULT_SETTINGS, ...example.settings },
    drivers: DRIVERS,
    parseYaml,
    ...(example.operation !== undefined && {
      request: { operation: example.operation, ...(old !== undefined && { oldObject: old }) },
    }),
  };
  return checked.flatMap(object => evaluate(object, [rule], context));
}

/** Runs one rule on an example. */
export function runExample(rule: ObjectRule, example: Example): readonly Finding[] {
  return runScene(rule, sceneOf(example));
}
