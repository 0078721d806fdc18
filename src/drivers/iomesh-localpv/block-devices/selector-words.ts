import { arrayAt, entriesAt, stringAt } from '../../../core/json.ts';
import type { JsonObject, JsonPath } from '../../../core/json.ts';

/** A word in a label selector: a label key, a value, or the name of a field. */
export interface SelectorWord {
  readonly text: string;
  /** Place from the selector's root. */
  readonly path: JsonPath;
  /** Whether the word is the key at `path`, not the value. */
  readonly isKey: boolean;
}

/** What a label selector says of one label. */
export interface SelectorLabel {
  readonly key: SelectorWord;
  readonly values: readonly SelectorWord[];
}

function matchLabels(selector: JsonObject): readonly SelectorLabel[] {
  return entriesAt(selector, 'matchLabels').map(([key, value]) => {
    const path = ['matchLabels', key];
    const values = typeof value === 'string' ? [{ text: value, path, isKey: false }] : [];
    return { key: { text: key, path, isKey: true }, values };
  });
}

function expressionValues(selector: JsonObject, expression: JsonPath): readonly SelectorWord[] {
  return arrayAt(selector, ...expression, 'values').flatMap((value, index) =>
    typeof value === 'string' ? [{ text: value, path: [...expression, 'values', index], isKey: false }] : [],
  );
}

function matchExpressions(selector: JsonObject): readonly SelectorLabel[] {
  return arrayAt(selector, 'matchExpressions').flatMap((_, index) => {
    const expression = ['matchExpressions', index];
    const key = stringAt(selector, ...expression, 'key');
    if (key === undefined) return [];
    const word = { text: key, path: [...expression, 'key'], isKey: false };
    return [{ key: word, values: expressionValues(selector, expression) }];
  });
}

/** The labels that a raw label selector speaks of, however malformed the rest of it is. */
export function labelsIn(selector: JsonObject): readonly SelectorLabel[] {
  return [...matchLabels(selector), ...matchExpressions(selector)];
}

/** The fields of a requirement in `matchExpressions`. */
export const REQUIREMENT_FIELDS = ['key', 'operator', 'values'] as const;

/** The keys in the requirements of a raw label selector that are no fields of one. */
export function unknownRequirementFields(selector: JsonObject): readonly SelectorWord[] {
  const known: readonly string[] = REQUIREMENT_FIELDS;
  return arrayAt(selector, 'matchExpressions').flatMap((requirement, index) =>
    entriesAt(requirement)
      .filter(([field]) => !known.includes(field))
      .map(([field]) => ({ text: field, path: ['matchExpressions', index, field], isKey: true })),
  );
}
