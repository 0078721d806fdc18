import { at } from '../../../core/json.ts';
import type { JsonPath } from '../../../core/json.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import { defineRule } from '../../../core/rule.ts';
import type { ObjectRule } from '../../../core/rule.ts';
import { wrongWord } from '../../../core/spelling.ts';

interface EnumField {
  /** The places of the field; those that are absent or null are passed over. */
  readonly paths: readonly JsonPath[];
  readonly allowed: readonly string[];
  /** The objects that the rule is about; all of its kinds unless said. */
  readonly applies?: (object: KubernetesObject) => boolean;
}

/** Makes an error rule for fields that take one of a few values. */
export function enumFieldRule({
  paths,
  allowed,
  applies,
  ...rule
}: EnumField & Omit<ObjectRule, 'check' | 'severity' | 'when'>): ObjectRule {
  return defineRule({
    ...rule,
    severity: 'error',
    check(object) {
      if (applies?.(object) === false) return [];
      return paths.flatMap(path => wrongWord(at(object, ...path), path, allowed));
    },
  });
}
