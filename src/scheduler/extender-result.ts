import type { JsonObject, JsonValue } from '../core/json.ts';
import { nameOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { Candidates } from './extender-arguments.ts';
import type { Verdict } from './predicate.ts';
import type { NodeScore } from './prioritize.ts';

function named(objects: readonly KubernetesObject[], names: readonly string[]): readonly KubernetesObject[] {
  const wanted = new Set(names);
  return objects.filter(object => wanted.has(nameOf(object)));
}

function reasons(byNode: ReadonlyMap<string, string>): JsonObject | null {
  return byNode.size === 0 ? null : Object.fromEntries(byNode);
}

/**
 * Writes a verdict as an ExtenderFilterResult, with the nodes in the form in which they were asked about.
 * @see https://github.com/kubernetes/kube-scheduler/blob/master/extender/v1/types.go
 */
export function encodeFilterResult(
  { passed, failed, unresolvable }: Verdict,
  candidates: Candidates,
): JsonObject {
  return {
    Nodes: candidates.form === 'objects' ? { metadata: {}, items: named(candidates.objects, passed) } : null,
    NodeNames: candidates.form === 'names' ? passed : null,
    FailedNodes: reasons(failed),
    FailedAndUnresolvableNodes: reasons(unresolvable),
    Error: '',
  };
}

/** Writes scores as a HostPriorityList. */
export function encodePriorities(scores: readonly NodeScore[] | null): JsonValue {
  return scores && scores.map(({ node, score }) => ({ Host: node, Score: score }));
}
