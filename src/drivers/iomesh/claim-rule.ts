import { CLAIM_KINDS } from '../../core/claims-of.ts';
import type { HeldClaim } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import type { Report, Undecided } from '../../core/finding.ts';
import { defineRule } from '../../core/rule.ts';
import type { ObjectRule, RuleContext } from '../../core/rule.ts';

/** A rule on claims, wherever an object holds them. */
export interface ClaimRule extends Omit<ObjectRule, 'kinds' | 'when' | 'check'> {
  /** The mistakes in one claim; paths start at the claim's root. */
  readonly check: (claim: HeldClaim, context: RuleContext) => Iterable<Report | Undecided>;
}

/** Defines a rule that runs on every claim an object holds: the object itself, claim templates, ephemeral volumes. */
export function defineClaimRule(rule: ClaimRule): ObjectRule {
  return defineRule({ ...rule, kinds: CLAIM_KINDS, check: eachClaim(rule.check) });
}
