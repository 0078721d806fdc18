import type { JsonPath } from '../../core/json.ts';
import type { ObjectRule } from '../../core/rule.ts';
import { suggest } from '../../core/suggest.ts';
import { certainValue } from './certain-value.ts';
import { defineClassRule } from './class-rule.ts';
import type { ClassRule } from './class-rule.ts';
import { parseClusterName } from './clusters.ts';
import { PARAMETER } from './names.ts';
import SCHEMA from './parameters.schema.json' with { type: 'json' };

type RuleText = Omit<ClassRule, 'check' | 'severity'>;

/** Where a parameter stands in a StorageClass. */
export function parameterPath(key: string): JsonPath {
  return ['parameters', key];
}

/** Defines a rule on a parameter that the schema gives a list of values. */
export function parameterEnumRule(
  parameter: 'fstype' | 'replicaFactor' | 'thinProvision',
  text: RuleText,
): ObjectRule {
  const key = PARAMETER[parameter];
  const allowed: readonly string[] = SCHEMA.properties[key].enum;
  return defineClassRule({
    ...text,
    severity: 'error',
    check({ parameters }) {
      const value = parameters.get(key);
      if (value === undefined || allowed.includes(value)) return [];
      const path = parameterPath(key);
      const hint = suggest(value, allowed);
      const certain = certainValue(value, allowed);
      return [
        {
          path,
          message: `${parameter} "${value}" is not supported`,
          ...(hint !== undefined && { fix: `Did you mean "${hint}"? Allowed: ${allowed.join(', ')}.` }),
          ...(certain !== undefined && { edit: { type: 'replace-value', path, value: certain } }),
        },
      ];
    },
  });
}

/** Defines a rule on a parameter that names an object as `namespace/name`. */
export function parameterReferenceRule(
  key: 'clusterConnection' | 'iomeshCluster',
  form: string,
  text: RuleText,
): ObjectRule {
  return defineClassRule({
    ...text,
    severity: 'error',
    check({ parameters }) {
      const value = parameters.get(key);
      if (value === undefined || parseClusterName(value) !== undefined) return [];
      const path = parameterPath(key);
      const trimmed = value.trim();
      return [
        {
          path,
          message: `${key} "${value}" is not ${form}`,
          ...(parseClusterName(trimmed) !== undefined && {
            edit: { type: 'replace-value', path, value: trimmed },
          }),
        },
      ];
    },
  });
}
