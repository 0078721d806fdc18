import { dump } from 'js-yaml';
import type { CheckResult } from '../../check/check-result.ts';
import { resultJson } from '../../check/result-json.ts';

/** The same data as `-o json`, in YAML. */
export function formatYaml(result: CheckResult): string {
  return dump(resultJson(result), { lineWidth: -1, noRefs: true });
}
