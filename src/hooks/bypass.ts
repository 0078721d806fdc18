import type { Finding } from '../core/finding.ts';
import { annotationOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { BYPASS_ANNOTATION } from '../core/names.ts';

/** The rules an object asks to pass over, and why. */
interface Bypass {
  readonly rules: ReadonlySet<string>;
  readonly reason: string;
}

/** Reads `stowage.dev/bypass: "rule-a,rule-b: reason"`; `undefined` without rules or without a reason. */
function bypassOf(object: KubernetesObject): Bypass | undefined {
  const text = annotationOf(object, BYPASS_ANNOTATION);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 0) return undefined;
  const rules = text
    .slice(0, colon)
    .split(',')
    .map(rule => rule.trim());
  const reason = text.slice(colon + 1).trim();
  if (reason === '' || rules.includes('')) return undefined;
  return { rules: new Set(rules), reason };
}

/** Parts the findings that an object's bypass covers from those that count. */
export function applyBypass(
  object: KubernetesObject,
  findings: readonly Finding[],
): { readonly findings: readonly Finding[]; readonly bypassed: readonly Finding[]; readonly reason: string } {
  const bypass = bypassOf(object);
  if (bypass === undefined) return { findings, bypassed: [], reason: '' };
  const bypassed = findings.filter(finding => bypass.rules.has(finding.ruleId));
  return {
    findings: findings.filter(finding => !bypassed.includes(finding)),
    bypassed,
    reason: bypass.reason,
  };
}
