import { arrayAt, stringAt, stringMapAt } from './json.ts';
import type { JsonValue } from './json.ts';
import { LABEL_OPERATORS, labelSelectorMistakes } from './label-selector-mistakes.ts';
import type { LabelSelectorMistake } from './label-selector-mistakes.ts';
import { nearestPath } from './nearest-path.ts';

/** One requirement of a label selector. */
interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: (typeof LABEL_OPERATORS)[number];
  readonly values: readonly string[];
}

/** A label selector: all requirements must hold; none matches everything. */
export interface LabelSelector {
  readonly requirements: readonly LabelSelectorRequirement[];
}

/**
 * Why a value is no label selector, and where: the path from the selector to the nearest thing that is there.
 */
export type LabelSelectorError = LabelSelectorMistake;

function decodeExpression(expression: JsonValue): readonly LabelSelectorRequirement[] {
  const key = stringAt(expression, 'key');
  const operator = LABEL_OPERATORS.find(name => name === stringAt(expression, 'operator'));
  const values = arrayAt(expression, 'values').filter(value => typeof value === 'string');
  return key === undefined || operator === undefined ? [] : [{ key, operator, values }];
}

function decodeLabelSelector(value: JsonValue): LabelSelector {
  const labels = [...stringMapAt(value, 'matchLabels')];
  const equalities = labels.map(([key, label]) => ({ key, operator: 'In', values: [label] }) as const);
  return { requirements: [...equalities, ...arrayAt(value, 'matchExpressions').flatMap(decodeExpression)] };
}

/**
 * Reads a metav1.LabelSelector (`matchLabels`, `matchExpressions`) as strictly as the API server validates
 * one; the first mistake is returned with its place. `undefined` and null select everything.
 */
export function parseLabelSelector(value: JsonValue | undefined): LabelSelector | LabelSelectorError {
  if (value === undefined || value === null) return { requirements: [] };
  for (const { error, path } of labelSelectorMistakes(value))
    return { error, path: nearestPath(value, path) };
  return decodeLabelSelector(value);
}

function matchesRequirement(
  requirement: LabelSelectorRequirement,
  labels: ReadonlyMap<string, string>,
): boolean {
  const value = labels.get(requirement.key);
  const isListed = value !== undefined && requirement.values.includes(value);
  if (requirement.operator === 'In') return isListed;
  if (requirement.operator === 'NotIn') return !isListed;
  return (value !== undefined) === (requirement.operator === 'Exists');
}

/** Says whether labels satisfy a selector. A `NotIn` holds where the label is absent. */
export function matchesLabelSelector(selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  return selector.requirements.every(requirement => matchesRequirement(requirement, labels));
}
