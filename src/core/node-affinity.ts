import type { JsonObject, JsonValue } from './json.ts';
import type { NodeSelectorTerm } from './node-selector.ts';
import type { Node } from './node.ts';

/** STUB: being written. Whether a node is selected by ORed terms; empty terms match nothing; malformed requirements match nothing. */
export function matchesNodeSelectorTerms(_terms: readonly (NodeSelectorTerm | JsonValue)[], _node: Node): boolean {
  return true;
}

/** STUB. Whether a pod spec's nodeSelector and required node affinity admit a node (kube-scheduler's NodeAffinity filter). */
export function admitsNode(_podSpec: JsonObject | undefined, _node: Node): boolean {
  return true;
}
