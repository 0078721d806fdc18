import { entriesAt, isJsonArray } from '../../core/json.ts';
import type { JsonPath, JsonValue } from '../../core/json.ts';
import { placeholderIn } from '../../core/placeholder.ts';

/** `<your-subnet>` left over from a sample, in a value or in a key. */
export interface Placeholder {
  readonly path: JsonPath;
  readonly target: 'key' | 'value';
  /** With its angle brackets. */
  readonly text: string;
}

/** What may precede a value on a line of YAML: indentation, list dashes, a key, a quote. */
const LINE_START = /^\s*(?:- +)*(?:[\w.-]+: +)?["']?/;

function placeholder(text: string, path: JsonPath, target: 'key' | 'value'): readonly Placeholder[] {
  const found = placeholderIn(text);
  return found === undefined ? [] : [{ path, target, text: found }];
}

/** Next to nothing holds an angle bracket, and that is told without noting where. */
function holdsBracket(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return value.includes('<');
  if (isJsonArray(value)) return value.some(holdsBracket);
  return entriesAt(value).some(([key, item]) => key.includes('<') || holdsBracket(item));
}

/** Every placeholder below a value. */
export function placeholdersIn(value: JsonValue | undefined, path: JsonPath): readonly Placeholder[] {
  return holdsBracket(value) ? findPlaceholders(value, path) : [];
}

function findPlaceholders(value: JsonValue | undefined, path: JsonPath): readonly Placeholder[] {
  if (typeof value === 'string') return placeholder(value, path, 'value');
  if (isJsonArray(value)) return value.flatMap((item, index) => findPlaceholders(item, [...path, index]));
  return entriesAt(value).flatMap(([key, item]) => [
    ...placeholder(key, [...path, key], 'key'),
    ...findPlaceholders(item, [...path, key]),
  ]);
}

/** The placeholders in a text that is YAML itself, read line by line because a placeholder may break its syntax. */
export function placeholdersInText(text: string, path: JsonPath): readonly Placeholder[] {
  return text.split('\n').flatMap(line => placeholder(line.replace(LINE_START, ''), path, 'value'));
}
