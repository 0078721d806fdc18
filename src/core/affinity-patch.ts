import { mergeRequiredTerms, missingPreferredTerms, TERM_FIELDS } from './affinity-merge.ts';
import type { PreferredSchedulingTerm } from './affinity-merge.ts';
import type { PatchBuilder } from './json-patch.ts';
import { arrayAt, objectAt } from './json.ts';
import type { JsonObject, JsonPath, JsonValue } from './json.ts';
import { REQUIRED_NODE_AFFINITY, REQUIRED_NODE_TERMS } from './node-selector.ts';
import type { NodeSelectorTerm } from './node-selector.ts';

const REQUIRED: JsonPath = ['affinity', ...REQUIRED_NODE_AFFINITY];
const REQUIRED_TERMS: JsonPath = ['affinity', ...REQUIRED_NODE_TERMS];
const PREFERRED: JsonPath = ['affinity', 'nodeAffinity', 'preferredDuringSchedulingIgnoredDuringExecution'];

/** Node affinity to add to a pod. */
export interface NodeAffinityAddition {
  /** Constraints that must all hold, each a list of ORed terms. */
  readonly required: readonly (readonly NodeSelectorTerm[])[];
  readonly preferred: readonly PreferredSchedulingTerm[];
}

/** Merged terms only ever grow at the end of their lists. */
function appendToTerms(
  builder: PatchBuilder,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): void {
  for (const [index, term] of after.entries()) {
    for (const field of TERM_FIELDS) {
      const added = arrayAt(term, field).slice(arrayAt(before[index], field).length);
      for (const requirement of added) builder.append(['spec', ...REQUIRED_TERMS, index, field], requirement);
    }
  }
}

function addRequired(
  builder: PatchBuilder,
  podSpec: JsonObject | undefined,
  constraints: NodeAffinityAddition['required'],
): void {
  const hasRequired = objectAt(podSpec, ...REQUIRED) !== undefined;
  const before = hasRequired ? arrayAt(podSpec, ...REQUIRED_TERMS) : undefined;
  const after = mergeRequiredTerms(before, constraints);
  if (after === undefined) return;
  // Each term becomes at least one, so equal lengths mean that every term was kept or extended in its place.
  if (before?.length === after.length) appendToTerms(builder, before, after);
  else builder.set(['spec', ...REQUIRED_TERMS], after);
}

function addPreferred(
  builder: PatchBuilder,
  podSpec: JsonObject | undefined,
  wishes: NodeAffinityAddition['preferred'],
): void {
  for (const term of missingPreferredTerms(arrayAt(podSpec, ...PREFERRED), wishes)) {
    builder.append(['spec', ...PREFERRED], term);
  }
}

/**
 * Adds node affinity to the pod of a patch, as {@link mergeRequiredTerms} merges it, with the smallest patch:
 * requirements are appended to the pod's terms; the list of terms is replaced only when terms multiply.
 * @param podSpec The pod's `spec`, as the builder's document has it.
 */
export function addNodeAffinity(
  builder: PatchBuilder,
  podSpec: JsonObject | undefined,
  addition: NodeAffinityAddition,
): void {
  addRequired(builder, podSpec, addition.required);
  addPreferred(builder, podSpec, addition.preferred);
}
