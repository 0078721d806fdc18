import { arrayAt, at, isJsonArray, isJsonObject, member, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { NodeSelectorTerm } from './node-selector.ts';

/** The lists of a NodeSelectorTerm. */
export const TERM_FIELDS = ['matchExpressions', 'matchFields'] as const;

/** One wish of a pod, as the API writes it: `weight` is 1 to 100. */
export interface PreferredSchedulingTerm extends JsonObject {
  readonly weight: number;
  readonly preference: NodeSelectorTerm;
}

function isEmptyTerm(term: JsonValue): boolean {
  return TERM_FIELDS.every(field => arrayAt(term, field).length === 0);
}

function isMalformedTerm(term: JsonObject): boolean {
  return TERM_FIELDS.some(field => !isJsonArray(member(term, field) ?? []));
}

function isSubset(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  const known = new Set(right);
  return left.every(value => known.has(value));
}

/** Requirements are compared by key, operator and the set of their values. */
function sameRequirement(left: JsonValue, right: JsonValue): boolean {
  if (stringAt(left, 'key') !== stringAt(right, 'key')) return false;
  if (stringAt(left, 'operator') !== stringAt(right, 'operator')) return false;
  const leftValues = arrayAt(left, 'values');
  const rightValues = arrayAt(right, 'values');
  return isSubset(leftValues, rightValues) && isSubset(rightValues, leftValues);
}

/** The requirements of one list that a term does not have yet. */
function missingRequirements(
  term: JsonValue,
  addition: JsonValue,
  field: (typeof TERM_FIELDS)[number],
): readonly JsonValue[] {
  const present = arrayAt(term, field);
  return arrayAt(addition, field).filter(wanted => !present.some(one => sameRequirement(one, wanted)));
}

function implies(term: JsonValue, addition: JsonValue): boolean {
  return TERM_FIELDS.every(field => missingRequirements(term, addition, field).length === 0);
}

function conjoin(term: JsonObject, addition: NodeSelectorTerm): JsonObject {
  const changed = TERM_FIELDS.flatMap(field => {
    const missing = missingRequirements(term, addition, field);
    return missing.length === 0 ? [] : [[field, [...arrayAt(term, field), ...missing]] as const];
  });
  return { ...term, ...Object.fromEntries(changed) };
}

function constrainTerm(term: JsonValue, constraint: readonly NodeSelectorTerm[]): readonly JsonValue[] {
  // Such terms match nothing; a requirement added to one would make it match something.
  if (!isJsonObject(term) || isEmptyTerm(term) || isMalformedTerm(term)) return [term];
  if (constraint.some(addition => implies(term, addition))) return [term];
  return constraint.map(addition => conjoin(term, addition));
}

function constrainTerms(
  terms: readonly JsonValue[] | undefined,
  constraint: readonly NodeSelectorTerm[],
): readonly JsonValue[] {
  return terms === undefined ? constraint : terms.flatMap(term => constrainTerm(term, constraint));
}

/**
 * ANDs constraints (each a list of ORed terms) into the ORed terms of a pod's required node affinity. Every
 * term keeps what it has; one that already implies a constraint stays as it is, so merging twice changes
 * nothing. A constraint without any non-empty term is passed over: terms cannot say "no node" without losing
 * what the user wrote.
 * @param before The pod's `nodeSelectorTerms`; `undefined` when it has no required node affinity. An empty
 * list, which the API server rejects, is left for it to reject.
 * @returns The new list; `undefined` when nothing changes.
 */
export function mergeRequiredTerms(
  before: readonly JsonValue[] | undefined,
  constraints: readonly (readonly NodeSelectorTerm[])[],
): readonly JsonValue[] | undefined {
  const after = constraints
    .map(constraint => constraint.filter(term => !isEmptyTerm(term)))
    .filter(constraint => constraint.length > 0)
    .reduce<readonly JsonValue[] | undefined>(constrainTerms, before);
  if (after === undefined || before === undefined) return after;
  const isSame = after.length === before.length && after.every((term, index) => term === before[index]);
  return isSame ? undefined : after;
}

function samePreference(left: JsonValue, right: PreferredSchedulingTerm): boolean {
  const preference = at(left, 'preference') ?? {};
  return (
    at(left, 'weight') === right.weight &&
    implies(preference, right.preference) &&
    implies(right.preference, preference)
  );
}

/**
 * The wishes that a pod does not have yet, each once: what to append to its own. Empty terms wish for
 * nothing.
 */
export function missingPreferredTerms(
  before: readonly JsonValue[],
  wanted: readonly PreferredSchedulingTerm[],
): readonly PreferredSchedulingTerm[] {
  const missing: PreferredSchedulingTerm[] = [];
  for (const term of wanted) {
    const isPresent = [...before, ...missing].some(one => samePreference(one, term));
    if (!isPresent && !isEmptyTerm(term.preference)) missing.push(term);
  }
  return missing;
}
