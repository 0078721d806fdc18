import { arrayAt, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** One requirement of a NodeSelectorTerm, as the API writes it. */
export interface NodeSelectorRequirement extends JsonObject {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** A NodeSelectorTerm: all its requirements must hold; an empty term matches nothing. */
export interface NodeSelectorTerm extends JsonObject {
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  readonly matchFields?: readonly NodeSelectorRequirement[];
}

/** Where an `affinity` has its required node affinity. */
export const REQUIRED_NODE_AFFINITY = [
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
] as const;

/** Where an `affinity` has the ORed terms of its required node affinity. */
export const REQUIRED_NODE_TERMS = [...REQUIRED_NODE_AFFINITY, 'nodeSelectorTerms'] as const;

/** The values that an `In` requirement on a label lists; `undefined` for requirements of any other kind. */
export function listedValues(
  requirement: JsonValue | undefined,
  key: string,
): readonly JsonValue[] | undefined {
  const isList = stringAt(requirement, 'key') === key && stringAt(requirement, 'operator') === 'In';
  return isList ? arrayAt(requirement, 'values') : undefined;
}

/** The term that selects the nodes whose label has one of the values. */
export function labelTerm(key: string, values: readonly string[]): NodeSelectorTerm {
  return { matchExpressions: [{ key, operator: 'In', values }] };
}

/**
 * The terms that select nodes by name: one for each, because the API takes a single value in `matchFields`
 * (https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/).
 */
export function nameTerms(names: readonly string[]): readonly NodeSelectorTerm[] {
  return names.map(name => ({ matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] }));
}
