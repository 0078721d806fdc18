import { defineOwnClaimRule, defineOwnClassRule } from '../../../core/own-rules.ts';
import type { OwnClaimRule, OwnClassRule } from '../../../core/own-rules.ts';
import type { ObjectRule } from '../../../core/rule.ts';
import { readOwnClass } from '../classes/own-class.ts';
import type { OwnClass } from '../classes/own-class.ts';

/** Defines a rule on TopoLVM's StorageClasses. */
export function ownClassRule(rule: OwnClassRule<OwnClass>): ObjectRule {
  return defineOwnClassRule(rule, readOwnClass);
}

/** Defines a rule on the claims of these classes, in claims, claim templates and ephemeral volumes. */
export function ownClaimRule(rule: OwnClaimRule<OwnClass>): ObjectRule {
  return defineOwnClaimRule(rule, readOwnClass);
}
