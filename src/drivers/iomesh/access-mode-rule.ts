import type { HeldClaim } from '../../core/claims-of.ts';
import { arrayAt, stringAt } from '../../core/json.ts';
import type { ObjectRule } from '../../core/rule.ts';
import { onlyForIomesh } from './claim-class.ts';
import { defineClaimRule } from './claim-rule.ts';
import type { ClaimRule } from './claim-rule.ts';

/** What an access mode must be, with which volume mode, for the rule to speak. */
export interface AccessModeCase {
  readonly modes: readonly string[];
  /** Judges the claim's `volumeMode`, with its default filled in; all modes when absent. */
  readonly volumeMode?: (mode: string) => boolean;
  readonly message: (accessMode: string) => string;
}

function volumeModeOf(claim: HeldClaim): string {
  return stringAt(claim.json, 'spec', 'volumeMode') ?? 'Filesystem';
}

/** Defines a rule on the access modes of claims of IOMesh classes. */
export function accessModeRule(text: Omit<ClaimRule, 'check'>, matter: AccessModeCase): ObjectRule {
  return defineClaimRule({
    ...text,
    check(claim, context) {
      if (matter.volumeMode?.(volumeModeOf(claim)) === false) return [];
      const reports = arrayAt(claim.json, 'spec', 'accessModes').flatMap((mode, index) => {
        if (typeof mode !== 'string' || !matter.modes.includes(mode)) return [];
        return { path: ['spec', 'accessModes', index], message: matter.message(mode) };
      });
      return onlyForIomesh(claim, context, reports);
    },
  });
}
