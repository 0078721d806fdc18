import { arrayAt, entriesAt, isJsonArray, member, objectAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { compileExpression, compileField, nothing } from './node-requirement.ts';
import type { NodePredicate } from './node-requirement.ts';
import { REQUIRED_NODE_AFFINITY } from './node-selector.ts';

export type { NodePredicate } from './node-requirement.ts';

function compileList(
  list: JsonValue,
  compileRequirement: (requirement: JsonValue) => NodePredicate,
): readonly NodePredicate[] {
  return isJsonArray(list) ? list.map(compileRequirement) : [nothing];
}

function termPredicate(term: JsonValue): NodePredicate {
  const all = [
    ...compileList(member(term, 'matchExpressions') ?? [], compileExpression),
    ...compileList(member(term, 'matchFields') ?? [], compileField),
  ];
  return all.length === 0 ? nothing : node => all.every(holds => holds(node));
}

/**
 * Compiles ORed NodeSelectorTerms into a predicate, with kube-scheduler's semantics: an empty term matches
 * nothing, a malformed requirement makes its term match nothing, `NotIn` and `DoesNotExist` hold where the
 * label is absent
 * (https://github.com/kubernetes/component-helpers/blob/master/scheduling/corev1/nodeaffinity/nodeaffinity.go).
 */
export function nodeSelectorPredicate(terms: readonly JsonValue[]): NodePredicate {
  const any = terms.map(termPredicate);
  return node => any.some(holds => holds(node));
}

/**
 * Compiles a pod spec's `nodeSelector` and required node affinity, which both must hold, into a predicate.
 */
export function podNodePredicate(podSpec: JsonObject | undefined): NodePredicate {
  const selector = entriesAt(podSpec, 'nodeSelector');
  const required = objectAt(podSpec, 'affinity', ...REQUIRED_NODE_AFFINITY);
  const admits =
    required === undefined ? undefined : nodeSelectorPredicate(arrayAt(required, 'nodeSelectorTerms'));
  return node =>
    selector.every(([key, value]) => node.labels.get(key) === value) &&
    (admits === undefined || admits(node));
}
