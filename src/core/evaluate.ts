import type { Finding, Report, RuleSeverity, Undecided } from './finding.ts';
import { formatReference, namespaceOf, referenceOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { overrideOf } from './rule-override.ts';
import type { ObjectRule, RuleContext } from './rule.ts';

/** Of some three hundred rules a kind has a few dozen, so each list of rules is sorted out once for every kind. */
const rulesByKind = new WeakMap<readonly ObjectRule[], Map<string, readonly ObjectRule[]>>();

function rulesOfKind(rules: readonly ObjectRule[], kind: string): readonly ObjectRule[] {
  let kinds = rulesByKind.get(rules);
  if (kinds === undefined) rulesByKind.set(rules, (kinds = new Map()));
  let found = kinds.get(kind);
  if (found === undefined) {
    found = rules.filter(rule => rule.kinds.includes('*') || rule.kinds.includes(kind));
    kinds.set(kind, found);
  }
  return found;
}

function runsNow(rule: ObjectRule, context: RuleContext): boolean {
  const operation = context.request?.operation;
  if (rule.when === 'check') return operation !== 'DELETE';
  return rule.when === 'manifest' ? operation === undefined : operation === rule.when;
}

function findingOf(
  rule: ObjectRule,
  object: KubernetesObject,
  report: Report,
  override: RuleSeverity | undefined,
): Finding {
  return {
    ruleId: rule.id,
    severity: override ?? report.severity ?? rule.severity,
    object: { apiVersion: object.apiVersion, ...referenceOf(object) },
    path: report.path,
    target: report.target ?? 'value',
    message: report.message,
    fix: report.fix ?? rule.help,
    ...(report.edit !== undefined && { edit: report.edit }),
  };
}

interface UndecidedRule extends Undecided {
  readonly ruleId: string;
}

/**
 * One finding for each missing object, however many rules wait for it: the rule that asks for the object
 * itself (`…-missing`) speaks, and names the others.
 */
function collapseUndecided(object: KubernetesObject, undecided: readonly UndecidedRule[]): Finding[] {
  const byObject = Map.groupBy(undecided, one => formatReference(one.needs));
  return [...byObject].flatMap(([missing, waiting]) => {
    const speaker = waiting.find(one => one.ruleId.endsWith('-missing')) ?? waiting[0];
    if (speaker === undefined) return [];
    const others = [...new Set(waiting.map(one => one.ruleId))].filter(id => id !== speaker.ruleId);
    const also = others.length === 0 ? '' : ` (also undecided: ${others.join(', ')})`;
    return {
      ruleId: speaker.ruleId,
      severity: 'unknown' as const,
      object: { apiVersion: object.apiVersion, ...referenceOf(object) },
      path: speaker.path,
      target: 'value' as const,
      message: `${missing} is not in the input${also}`,
      fix: 'Add it to the input, or pass the cluster state with --state.',
      needs: speaker.needs,
    };
  });
}

/** Runs the rules of an object's kind and returns what they find, in the order of the rules. */
export function evaluate(
  object: KubernetesObject,
  rules: readonly ObjectRule[],
  context: RuleContext,
): readonly Finding[] {
  const findings: Finding[] = [];
  const undecided: UndecidedRule[] = [];
  const namespace = namespaceOf(object);
  for (const rule of rulesOfKind(rules, object.kind)) {
    if (!runsNow(rule, context)) continue;
    const override = overrideOf(rule.id, namespace, context.settings.rules);
    if (override === 'off') continue;
    for (const answer of rule.check(object, context)) {
      if ('needs' in answer) undecided.push({ ruleId: rule.id, ...answer });
      else findings.push(findingOf(rule, object, answer, override));
    }
  }
  return [...findings, ...collapseUndecided(object, undecided)];
}
