import { dump } from 'js-yaml';
import type { Rule } from '../../core/rule.ts';
import { ALL_RULES } from '../../hooks/all-rules.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { ruleIndexPage } from '../rule-page.ts';
import { formatTable } from '../table.ts';

/** The formats of `rules -o`. */
export const RULE_LIST_FORMATS = ['table', 'json', 'yaml', 'markdown'] as const;

function ruleData(rule: Rule) {
  const { id, severity, summary, help, source } = rule;
  return { id, severity, kinds: 'kinds' in rule ? rule.kinds : [], summary, help, source };
}

function ruleTable(rules: readonly Rule[]): string {
  return formatTable(
    ['RULE', 'SEVERITY', 'DEMANDS'],
    rules.map(rule => [rule.id, rule.severity, rule.summary]),
  );
}

function listRules(format: (typeof RULE_LIST_FORMATS)[number]): string {
  switch (format) {
    case 'table':
      return ruleTable(ALL_RULES);
    case 'json':
      return `${JSON.stringify(ALL_RULES.map(ruleData), null, 2)}\n`;
    case 'yaml':
      return dump(ALL_RULES.map(ruleData), { lineWidth: -1 });
    case 'markdown':
      return ruleIndexPage(ALL_RULES);
  }
}

/** `stowage rules`: lists every rule. */
export function rulesCommand(
  environment: Environment,
  options: { output: (typeof RULE_LIST_FORMATS)[number] },
): number {
  environment.stdout.write(listRules(options.output));
  return EXIT.yes;
}
