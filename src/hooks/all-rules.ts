import type { ObjectRule, Rule, SourceRule } from '../core/rule.ts';
import { DRIVERS } from '../drivers/registry.ts';
import { RULES } from '../rules/registry.ts';

/** Every rule there is, in the order in which rules report: those of no driver first. */
export const ALL_RULES: readonly Rule[] = [...RULES, ...DRIVERS.flatMap(driver => driver.rules)];

/** The rules on objects, which the webhook and the checker share. */
export const OBJECT_RULES: readonly ObjectRule[] = ALL_RULES.filter(rule => 'check' in rule);

/** The rules on the text of manifests, which only the checker needs. */
export const SOURCE_RULES: readonly SourceRule[] = ALL_RULES.filter(rule => 'problem' in rule);
