import type { RuleOverride } from '../../core/settings.ts';
import { refuseUnknownRule } from '../unknown-rule.ts';
import { UsageError } from '../usage-error.ts';

function ruleSwitch(word: string): RuleOverride {
  const rule = word.slice(1);
  if (rule === '' || (word[0] !== '+' && word[0] !== '-')) {
    throw new UsageError(
      `--rules: "${word}" must be +RULE or -RULE`,
      'For example --rules=-topolvm-*,+topolvm-sc-fstype-invalid',
    );
  }
  refuseUnknownRule(rule, '--rules');
  return { rule, severity: word[0] === '-' ? 'off' : 'default' };
}

/**
 * Reads `--rules +a,-b*`: what is switched off does not run, what is switched on again runs with its own severity; the last
 * word on a rule counts.
 */
export function ruleSwitches(values: readonly string[]): readonly RuleOverride[] {
  return values.flatMap(value => value.split(',')).map(word => ruleSwitch(word.trim()));
}
