import { matchesRulePattern } from '../core/rule-override.ts';
import { suggest } from '../core/suggest.ts';
import { ALL_RULES } from '../hooks/all-rules.ts';
import { UsageError } from './usage-error.ts';

/** Rule ids are long: more slips fit into one than into other words. */
const MAX_SLIPS = 8;

/** Says that no rule has an id, and which one was probably meant; a clause without a final period. */
export function unknownRule(id: string): string {
  const near = suggest(
    id,
    ALL_RULES.map(rule => rule.id),
    MAX_SLIPS,
  );
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return `there is no rule "${id}"${hint}`;
}

/** Stops at a rule id, or a prefix ending in `*`, that no rule has: a misspelt one must not pass for "no findings". */
export function refuseUnknownRule(pattern: string, place: string): void {
  if (ALL_RULES.some(({ id }) => matchesRulePattern(pattern, id))) return;
  throw new UsageError(`${place}: ${unknownRule(pattern)}`);
}
