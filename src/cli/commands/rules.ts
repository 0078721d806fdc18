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

const WRITERS: Readonly<Record<(typeof RULE_LIST_FORMATS)[number], (rules: readonly Rule[]) => string>> = {
  table: ruleTable,
  json: rules => `${JSON.stringify(rules.map(ruleData), null, 2)}\n`,
  yaml: rules => dump(rules.map(ruleData), { lineWidth: -1 }),
  markdown: ruleIndexPage,
};

/** `stowage rules`: lists every rule. */
export function rulesCommand(
  environment: Environment,
  options: { output: (typeof RULE_LIST_FORMATS)[number] },
): number {
  environment.stdout.write(WRITERS[options.output](ALL_RULES));
  return EXIT.yes;
}
