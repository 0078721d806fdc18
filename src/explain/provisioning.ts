import type { ClaimEvidence, Evidence } from './evidence.ts';
import type { EventNote } from './event-note.ts';

/** The claims that still need a volume. */
export function unboundClaims({ claims }: Evidence): readonly ClaimEvidence[] {
  return claims.filter(({ claim }) => claim?.isBound === false);
}

/** The newest event that says that the volume of a claim could not be made. */
export function provisioningFailure({ events }: ClaimEvidence): EventNote | undefined {
  return events.find(({ reason }) => reason === 'ProvisioningFailed');
}

const EXHAUSTED =
  /ResourceExhausted|no enough space|not enough (?:free )?space|insufficient (?:capacity|space)/i;

/** Whether a volume could not be made for want of space: then the node is given up and another one is tried. */
export function isExhausted({ message }: EventNote): boolean {
  return EXHAUSTED.test(message);
}

/** The parameter and the file system options by which quotas are spoken of. */
const QUOTA = /prjquota|project quota|pquota|quota/i;

/** Whether a volume could not be made because directories of its node have no quotas, or may have been. */
export function isQuotaFailure({ storageClass }: ClaimEvidence, { message }: EventNote): boolean {
  if (storageClass?.parameters.get('enableQuota') !== 'true') return false;
  return QUOTA.test(message) || !EXHAUSTED.test(message);
}
