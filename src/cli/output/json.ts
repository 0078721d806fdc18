import type { CheckResult } from '../../check/check-result.ts';
import { resultJson } from '../../check/result-json.ts';

/** For programs: the findings and the summary as JSON. */
export function formatJson(result: CheckResult): string {
  return `${JSON.stringify(resultJson(result), null, 2)}\n`;
}
