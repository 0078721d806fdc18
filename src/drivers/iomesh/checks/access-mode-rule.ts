import { accessModeReports } from '../../../core/access-modes.ts';
import type { Report } from '../../../core/finding.ts';
import type { DecodedClaim } from '../../../core/own-rules.ts';
import type { ObjectRule, RuleText } from '../../../core/rule.ts';
import { ownClaimRule } from './own-rules.ts';

/** What an access mode must be, with which volume mode, for the rule to speak. */
export interface AccessModeCase {
  readonly modes: readonly string[];
  /** Judges the claim's `volumeMode`, with its default filled in; all modes when absent. */
  readonly volumeMode?: (mode: string) => boolean;
  readonly message: (accessMode: string) => string;
}

/** Defines a rule on the access modes of claims of IOMesh classes. */
export function accessModeRule(text: RuleText, { modes, volumeMode, message }: AccessModeCase): ObjectRule {
  function check({ json, decoded }: DecodedClaim): readonly Report[] {
    if (volumeMode?.(decoded.volumeMode) === false) return [];
    return accessModeReports(json, mode => (modes.includes(mode) ? message(mode) : undefined));
  }
  return ownClaimRule({ ...text, concerns: claim => check(claim).length > 0, check });
}
