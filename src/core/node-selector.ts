import type { JsonObject } from './json.ts';

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
