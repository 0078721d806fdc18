import { arrayAt, entriesAt, isJsonArray, isJsonObject, member } from './json.ts';
import type { JsonObject, JsonPath, JsonValue } from './json.ts';
import { isLabelKey, isLabelValue } from './label-syntax.ts';

/** The operators of a label selector. */
export const LABEL_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

const OPERATOR_UNKNOWN = `operator must be one of ${LABEL_OPERATORS.join(', ')}`;

/**
 * What is wrong with a label selector, and where: a path from the selector, whether there is something at it
 * or not.
 */
export interface LabelSelectorMistake {
  readonly error: string;
  readonly path: JsonPath;
}

type Mistakes = Generator<LabelSelectorMistake, void, undefined>;

function* unknownFields(value: JsonObject, known: readonly string[], path: JsonPath): Mistakes {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) yield { error: `unknown field "${key}"`, path: [...path, key] };
  }
}

function* keyMistakes(key: JsonValue | undefined, path: JsonPath): Mistakes {
  if (typeof key !== 'string') yield { error: 'key must be a string', path };
  else if (!isLabelKey(key)) yield { error: `"${key}" is not a valid label key`, path };
}

function* valueMistakes(value: JsonValue, path: JsonPath): Mistakes {
  if (typeof value !== 'string') yield { error: 'a label value must be a string', path };
  else if (!isLabelValue(value)) yield { error: `"${value}" is not a valid label value`, path };
}

function* labelsMistakes(labels: JsonValue, path: JsonPath): Mistakes {
  if (!isJsonObject(labels)) yield { error: 'matchLabels must be an object', path };
  for (const [key, value] of entriesAt(labels)) {
    yield* keyMistakes(key, [...path, key]);
    yield* valueMistakes(value, [...path, key]);
  }
}

function* valuesMistakes(operator: string, values: JsonValue, path: JsonPath): Mistakes {
  const takesValues = operator === 'In' || operator === 'NotIn';
  const count = arrayAt(values).length;
  if (!isJsonArray(values)) yield { error: 'values must be a list', path };
  else if (takesValues && count === 0) yield { error: `operator ${operator} needs at least one value`, path };
  else if (!takesValues && count > 0) yield { error: `operator ${operator} takes no values`, path };
  for (const [index, value] of arrayAt(values).entries()) yield* valueMistakes(value, [...path, index]);
}

function* expressionMistakes(expression: JsonValue, path: JsonPath): Mistakes {
  if (!isJsonObject(expression)) {
    yield { error: 'a requirement must be an object', path };
    return;
  }
  yield* unknownFields(expression, ['key', 'operator', 'values'], path);
  yield* keyMistakes(member(expression, 'key'), [...path, 'key']);
  const operator = LABEL_OPERATORS.find(name => name === member(expression, 'operator'));
  const values = member(expression, 'values') ?? [];
  if (operator === undefined) yield { error: OPERATOR_UNKNOWN, path: [...path, 'operator'] };
  else yield* valuesMistakes(operator, values, [...path, 'values']);
}

function* expressionsMistakes(expressions: JsonValue, path: JsonPath): Mistakes {
  if (!isJsonArray(expressions)) yield { error: 'matchExpressions must be a list', path };
  for (const [index, expression] of arrayAt(expressions).entries()) {
    yield* expressionMistakes(expression, [...path, index]);
  }
}

/** Finds what is wrong with a metav1.LabelSelector; members may be null. */
export function* labelSelectorMistakes(selector: JsonValue): Mistakes {
  if (!isJsonObject(selector)) yield { error: 'a label selector must be an object', path: [] };
  else yield* unknownFields(selector, ['matchLabels', 'matchExpressions'], []);
  yield* labelsMistakes(member(selector, 'matchLabels') ?? {}, ['matchLabels']);
  yield* expressionsMistakes(member(selector, 'matchExpressions') ?? [], ['matchExpressions']);
}
