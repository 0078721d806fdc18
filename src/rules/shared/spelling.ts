import type { Report } from '../../core/finding.ts';
import { at } from '../../core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../core/json.ts';
import { suggest } from '../../core/suggest.ts';

/** Writes a value into a message: a string in quotes, anything else as JSON. */
function quoted(value: JsonValue): string {
  return JSON.stringify(value);
}

/** Reports the value at a path when it is present and none of the allowed words; the API is strict about case. */
export function wrongWord(object: JsonObject, path: JsonPath, allowed: readonly string[]): readonly Report[] {
  const value = at(object, ...path);
  if (value === undefined || value === null) return [];
  if (typeof value === 'string' && allowed.includes(value)) return [];
  const hint = typeof value === 'string' ? suggest(value, allowed) : undefined;
  const message = `${path.at(-1) ?? 'value'} ${quoted(value)} is not valid`;
  if (hint === undefined) return [{ path, message, fix: `Use ${allowed.join(' or ')}.` }];
  return [{ path, message, fix: `Write "${hint}".`, edit: { type: 'replace-value', path, value: hint } }];
}
