import { dump } from 'js-yaml';
import type { CheckResult } from './check-result.ts';
import { resultJson } from './json.ts';

/** The same data as `-o json`, in YAML. */
export function formatYaml(result: CheckResult): string {
  return dump(resultJson(result), { lineWidth: -1, noRefs: true });
}
