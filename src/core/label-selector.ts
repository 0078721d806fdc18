import type { JsonPath, JsonValue } from './json.ts';

/** One requirement of a label selector. */
export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** A label selector: all requirements must hold; none matches everything. */
export interface LabelSelector {
  readonly requirements: readonly LabelSelectorRequirement[];
}

/** Why a value is no label selector, and where. */
export interface LabelSelectorError {
  readonly error: string;
  readonly path: JsonPath;
}

/** STUB: being written. Reads a metav1.LabelSelector (matchLabels, matchExpressions); `undefined` and null select everything. */
export function parseLabelSelector(_value: JsonValue | undefined): LabelSelector | LabelSelectorError {
  return { requirements: [] };
}

/** STUB. */
export function matchesLabelSelector(_selector: LabelSelector, _labels: ReadonlyMap<string, string>): boolean {
  return true;
}
