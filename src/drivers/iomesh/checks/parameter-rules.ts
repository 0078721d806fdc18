import type { ObjectRule, RuleText } from '../../../core/rule.ts';
import { wrongWord } from '../../../core/spelling.ts';
import { parameterPath } from '../../../core/storage-class.ts';
import { parseClusterName } from '../clusters/cluster-name.ts';
import { PARAMETER } from '../names.ts';
import SCHEMA from '../parameters.schema.json' with { type: 'json' };
import { ownClassRule } from './own-rules.ts';

type ErrorText = Omit<RuleText, 'severity'>;

/** Defines a rule on a parameter that the schema gives a list of values. */
export function parameterEnumRule(
  parameter: 'fstype' | 'replicaFactor' | 'thinProvision',
  text: ErrorText,
): ObjectRule {
  const key = PARAMETER[parameter];
  return ownClassRule({
    ...text,
    severity: 'error',
    check({ parameters }) {
      return wrongWord(parameters.get(key), parameterPath(key), SCHEMA.properties[key].enum, parameter);
    },
  });
}

/** Defines a rule on a parameter that names an object as `namespace/name`. */
export function parameterReferenceRule(
  key: 'clusterConnection' | 'iomeshCluster',
  form: string,
  text: ErrorText,
): ObjectRule {
  return ownClassRule({
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
