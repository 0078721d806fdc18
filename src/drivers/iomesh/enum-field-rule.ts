import type { Edit, Report } from '../../core/finding.ts';
import { formatFieldPath } from '../../core/json-pointer.ts';
import { at } from '../../core/json.ts';
import type { JsonPath, JsonValue } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { defineRule } from '../../core/rule.ts';
import type { ObjectRule } from '../../core/rule.ts';
import { suggest } from '../../core/suggest.ts';
import { certainValue } from './certain-value.ts';
import { quote } from './phrases.ts';

interface EnumField {
  /** The places of the field; those that are absent or null are passed over. */
  readonly paths: readonly JsonPath[];
  readonly allowed: readonly string[];
  /** The objects that the rule is about; all of its kinds unless said. */
  readonly applies?: (object: KubernetesObject) => boolean;
}

/** Reports a value that is none of the allowed ones, with an edit when it surely is one of them misspelt. */
export function enumReport(value: JsonValue, path: JsonPath, allowed: readonly string[]): Report | undefined {
  if (typeof value === 'string' && allowed.includes(value)) return undefined;
  const message = `${formatFieldPath(path)} ${quote(value)} is not valid`;
  const hint = typeof value === 'string' ? suggest(value, allowed) : undefined;
  if (hint === undefined || typeof value !== 'string') return { path, message };
  const edit: Edit = { type: 'replace-value', path, value: hint };
  const isCertain = certainValue(value, allowed) === hint;
  return { path, message, fix: `Did you mean "${hint}"?`, ...(isCertain && { edit }) };
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
      return paths.flatMap(path => {
        const value = at(object, ...path) ?? null;
        const report = value === null ? undefined : enumReport(value, path, allowed);
        return report === undefined ? [] : [report];
      });
    },
  });
}
