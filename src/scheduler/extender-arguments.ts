import { entriesAt, isJsonArray, isJsonObject, stringAt } from '../core/json.ts';
import type { JsonObject, JsonValue } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';

/** The nodes that kube-scheduler asks about: names when it is told `nodeCacheCapable: true`, else whole objects. */
export type Candidates =
  | { readonly form: 'names'; readonly names: readonly string[] }
  | { readonly form: 'objects'; readonly objects: readonly KubernetesObject[] };

/** The arguments of a call to an extender. */
export interface ExtenderArguments {
  readonly pod: JsonObject;
  readonly candidates: Candidates;
}

/** Why a body is no call. */
export interface MalformedCall {
  readonly error: string;
}

/** kube-scheduler writes `NodeNames`, Go programs with tags `nodenames`, and Go reads every spelling. */
function fieldAt(value: JsonValue, name: string): JsonValue {
  return entriesAt(value).find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

function namedCandidates(names: readonly JsonValue[]): Candidates | MalformedCall {
  const strings = names.filter(name => typeof name === 'string');
  if (strings.length < names.length) return { error: 'NodeNames must be strings' };
  return { form: 'names', names: strings };
}

/** Items of a list carry no kind of their own. */
function asNode(item: JsonValue): readonly KubernetesObject[] {
  if (!isJsonObject(item) || stringAt(item, 'metadata', 'name') === undefined) return [];
  return [{ ...item, apiVersion: 'v1', kind: 'Node' }];
}

function listedCandidates(list: JsonObject): Candidates | MalformedCall {
  const items = fieldAt(list, 'items') ?? [];
  if (!isJsonArray(items)) return { error: 'Nodes.items must be an array' };
  const objects = items.flatMap(asNode);
  return objects.length < items.length
    ? { error: 'every one of Nodes.items must have a name' }
    : { form: 'objects', objects };
}

function candidatesOf(value: JsonValue): Candidates | MalformedCall {
  const names = fieldAt(value, 'nodenames');
  const nodes = fieldAt(value, 'nodes');
  if (isJsonArray(names)) return namedCandidates(names);
  if (isJsonObject(nodes)) return listedCandidates(nodes);
  return { error: 'Nodes or NodeNames must be given' };
}

/**
 * Reads the ExtenderArgs of a call.
 * @see https://github.com/kubernetes/kube-scheduler/blob/master/extender/v1/types.go
 */
export function decodeExtenderArguments(value: JsonValue): ExtenderArguments | MalformedCall {
  const pod = fieldAt(value, 'pod');
  if (!isJsonObject(pod)) return { error: 'Pod must be given' };
  const candidates = candidatesOf(value);
  return 'error' in candidates ? candidates : { pod, candidates };
}
