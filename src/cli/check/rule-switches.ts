import { matchesRulePattern } from '../../core/rule-override.ts';
import type { RuleOverride } from '../../core/settings.ts';
import { ALL_RULES } from '../../hooks/all-rules.ts';
import { unknownRule } from '../unknown-rule.ts';
import { UsageError } from '../usage-error.ts';

function ruleSwitch(word: string): RuleOverride {
  const rule = word.slice(1);
  if (rule === '' || (word[0] !== '+' && word[0] !== '-')) {
    throw new UsageError(
      `--rules: "${word}" must be +RULE or -RULE`,
      'For example --rules=-topolvm-*,+topolvm-sc-fstype-invalid',
    );
  }
  if (!ALL_RULES.some(({ id }) => matchesRulePattern(rule, id))) {
    throw new UsageError(`--rules: ${unknownRule(rule)}`);
  }
  return { rule, severity: word[0] === '-' ? 'off' : 'default' };
}

/**
 * Reads `--rules +a,-b*`: what is switched off does not run, what is switched on again runs with its own severity; the last
 * word on a rule counts. A switch that names no rule is wrong usage: it must not pass for "no findings".
 */
export function ruleSwitches(values: readonly string[]): readonly RuleOverride[] {
  return values.flatMap(value => value.split(',')).map(word => ruleSwitch(word.trim()));
}
