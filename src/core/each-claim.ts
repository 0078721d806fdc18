import { claimsOf } from './claims-of.ts';
import type { HeldClaim } from './claims-of.ts';
import type { Edit, Report, Undecided } from './finding.ts';
import type { JsonPath } from './json.ts';
import type { ObjectRule, RuleContext } from './rule.ts';

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
