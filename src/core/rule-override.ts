import type { RuleSeverity } from './finding.ts';
import type { RuleOverride } from './settings.ts';

/** Says whether a rule id is meant by a pattern: the id itself, or a prefix that ends in `*`. */
export function matchesRulePattern(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}

/**
 * What the last override that names a rule in a namespace says; `undefined` when the rule keeps its own severity.
 */
export function overrideOf(
  id: string,
  namespace: string | undefined,
  overrides: readonly RuleOverride[],
): RuleSeverity | 'off' | undefined {
  const override = overrides.findLast(
    candidate =>
      matchesRulePattern(candidate.rule, id) &&
      (candidate.namespaces === undefined || candidate.namespaces.includes(namespace ?? '')),
  );
  return override?.severity === 'default' ? undefined : override?.severity;
}
