import type { Edit, Report } from '../../core/finding.ts';
import { entriesAt } from '../../core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../core/json.ts';
import { formatFieldPath } from '../../core/json-pointer.ts';

/** Whole numbers and booleans read the same in quotes; `1.10` has lost its zero by the time it is a number. */
function isSafeToQuote(value: JsonValue): value is number | boolean {
  return typeof value === 'boolean' || Number.isSafeInteger(value);
}

function quotingEdit(path: JsonPath, value: JsonValue): { readonly edit?: Edit } {
  return isSafeToQuote(value) ? { edit: { type: 'replace-value', path, value: String(value) } } : {};
}

function kindOfValue(value: JsonValue): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : `the ${typeof value} ${String(value)}`;
}

function fixFor(value: JsonValue): string {
  if (value === null) return 'Write "" in quotes.';
  if (typeof value === 'object')
    return 'Write it as text, in a block scalar ("|") when it has several lines.';
  return `Write "${String(value)}" in quotes.`;
}

/** Reports every member of the map at a path that is not a string, though the API wants a map of strings. */
export function nonStringMembers(object: JsonObject, path: JsonPath): readonly Report[] {
  return entriesAt(object, ...path)
    .filter(([, value]) => typeof value !== 'string')
    .map(([key, value]) => {
      const place = [...path, key];
      return {
        path: place,
        message: `${formatFieldPath(place)} must be a string, it is ${kindOfValue(value)}`,
        fix: fixFor(value),
        ...quotingEdit(place, value),
      };
    });
}
