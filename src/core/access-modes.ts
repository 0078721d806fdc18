import { CLAIM_PATHS } from './claim-paths.ts';
import type { Report } from './finding.ts';
import { arrayAt } from './json.ts';
import type { JsonObject } from './json.ts';

/** Reports the access modes of a claim that `problemOf` finds something wrong with; paths count from the claim. */
export function accessModeReports(
  claim: JsonObject,
  problemOf: (mode: string) => string | undefined,
): readonly Report[] {
  return arrayAt(claim, ...CLAIM_PATHS.accessModes).flatMap((mode, index) => {
    const message = typeof mode === 'string' ? problemOf(mode) : undefined;
    return message === undefined ? [] : { path: [...CLAIM_PATHS.accessModes, index], message };
  });
}
