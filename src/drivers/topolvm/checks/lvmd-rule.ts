import type { Report } from '../../../core/finding.ts';
import { formatFieldPath } from '../../../core/json-pointer.ts';
import { defineRule } from '../../../core/rule.ts';
import type { RuleText, ObjectRule, RuleContext } from '../../../core/rule.ts';
import { LVMD_KINDS, lvmdConfigOf } from '../lvmd/config.ts';
import type { LvmdConfig } from '../lvmd/config.ts';

type LvmdRule = RuleText & {
  readonly check: (config: LvmdConfig, context: RuleContext) => Iterable<Report>;
};

/** In a ConfigMap the configuration is one text: the message then says where in it, and nothing can be edited. */
function placed(report: Report, config: LvmdConfig): Report {
  if (config.isExact) return report;
  const { path, edit: _, target: __, ...rest } = report;
  const field = path.length === 0 ? '' : `${formatFieldPath(path)}: `;
  return { ...rest, path: config.placeOf(path), message: `${field}${report.message}` };
}

/** Defines a rule on configurations of lvmd, whether they are files or inside ConfigMaps; paths begin at the configuration. */
export function lvmdRule({ check, ...rule }: LvmdRule): ObjectRule {
  return defineRule({
    ...rule,
    kinds: LVMD_KINDS,
    check(object, context) {
      const config = lvmdConfigOf(object, context.parseYaml);
      if (config === undefined) return [];
      return [...check(config, context)].map(report => placed(report, config));
    },
  });
}
