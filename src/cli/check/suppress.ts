import type { Ignore } from '../../config/config.ts';
import { annotationOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';
import { IGNORE_ANNOTATION_PREFIX } from '../../core/names.ts';
import { matchesRulePattern } from '../../core/rule-override.ts';
import type { LocatedFinding } from '../output/check-result.ts';

function matches(ignore: Ignore, finding: LocatedFinding): boolean {
  const { kind, namespace, name } = finding.object;
  const pointer = formatPointer(finding.path);
  return (
    matchesRulePattern(ignore.rule, finding.ruleId) &&
    (ignore.kind === undefined || ignore.kind === kind) &&
    (ignore.namespace === undefined || ignore.namespace === namespace) &&
    (ignore.name === undefined || ignore.name === name) &&
    (ignore.path === undefined || pointer === ignore.path || pointer.startsWith(`${ignore.path}/`))
  );
}

/** The reason why the configuration passes a finding over; `undefined` when it does not. `today` is `YYYY-MM-DD` in UTC. */
export function ignoredByConfig(
  finding: LocatedFinding,
  ignores: readonly Ignore[],
  today: string,
): string | undefined {
  return ignores.find(ignore => matches(ignore, finding) && (ignore.until === undefined || today <= ignore.until))?.reason;
}

/** The reason why the object passes a rule over by annotation; `undefined` without one, or without a reason. */
export function ignoredByAnnotation(object: KubernetesObject, ruleId: string): string | undefined {
  return annotationOf(object, `${IGNORE_ANNOTATION_PREFIX}${ruleId}`)?.trim() || undefined;
}
