import { CLAIM_KINDS, claimsOf } from './claims-of.ts';
import type { HeldClaim } from './claims-of.ts';
import type { Edit, Report, Undecided } from './finding.ts';
import type { JsonPath } from './json.ts';
import { defineRule } from './rule.ts';
import type { ObjectRule, RuleContext, RuleText } from './rule.ts';

/** What a rule says about one claim; paths count from the claim. */
type ClaimCheck = (claim: HeldClaim, context: RuleContext) => Iterable<Report | Undecided>;

function rebaseEdit(edit: Edit, base: JsonPath): Edit {
  const path = [...base, ...edit.path];
  return edit.type === 'move' ? { ...edit, path, to: [...base, ...edit.to] } : { ...edit, path };
}

function rebase(answer: Report | Undecided, base: JsonPath): Report | Undecided {
  const path = [...base, ...answer.path];
  if ('needs' in answer || answer.edit === undefined) return { ...answer, path };
  return { ...answer, path, edit: rebaseEdit(answer.edit, base) };
}

/** Makes a rule's `check` out of a check of one claim: it runs on every claim that the object holds. */
export function eachClaim(check: ClaimCheck): ObjectRule['check'] {
  return (object, context) =>
    claimsOf(object).flatMap(claim => [...check(claim, context)].map(answer => rebase(answer, claim.path)));
}

/** A rule on claims, wherever an object holds them. */
export interface ClaimRule extends RuleText {
  /** The mistakes in one claim; paths count from the claim. */
  readonly check: ClaimCheck;
}

/** Defines a rule that runs on every claim that an object holds: the object itself, claim templates, ephemeral volumes. */
export function defineClaimRule(rule: ClaimRule): ObjectRule {
  return defineRule({ ...rule, kinds: CLAIM_KINDS, check: eachClaim(rule.check) });
}
