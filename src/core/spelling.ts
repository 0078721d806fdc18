import type { Report } from './finding.ts';
import { formatFieldPath } from './json-pointer.ts';
import type { JsonPath, JsonValue } from './json.ts';
import { quote } from './phrases.ts';
import { editDistance, suggest } from './suggest.ts';

/** How many typing mistakes leave no doubt in a word of so many letters; short words are near to too many others. */
function sureDistance({ length }: string): number {
  if (length < 3) return 0;
  return length < 8 ? 1 : 2;
}

/**
 * The known word that a wrong one surely means: it differs in case and surrounding blanks only, or it is the only one
 * that one typing mistake, two in a long word, make of it. `undefined` when a person has to decide.
 */
export function certainWord(word: string, known: readonly string[]): string | undefined {
  if (known.includes(word)) return undefined;
  const lower = word.trim().toLowerCase();
  const same = known.find(one => one.toLowerCase() === lower);
  if (same !== undefined) return same;
  const [near, ...others] = known.filter(
    one => editDistance(lower, one.toLowerCase()) <= sureDistance(lower),
  );
  return others.length === 0 ? near : undefined;
}

/** The part of a report that asks whether a known word was meant; empty when none is near. */
export function didYouMean(word: string, known: Iterable<string>): { readonly fix?: string } {
  const hint = suggest(word, known);
  return hint === undefined ? {} : { fix: `Did you mean "${hint}"?` };
}

/**
 * Reports a value that is there and none of the allowed words, by its place unless `name` says how to call it. The edit
 * puts in the word that was surely meant.
 */
export function wrongWord(
  value: JsonValue | undefined,
  path: JsonPath,
  allowed: readonly string[],
  name = formatFieldPath(path),
): readonly Report[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string' && allowed.includes(value)) return [];
  const message = `${name} ${quote(value)} is not supported`;
  if (typeof value !== 'string') return [{ path, message }];
  const certain = certainWord(value, allowed);
  const hint = certain ?? suggest(value, allowed);
  if (hint === undefined) return [{ path, message }];
  const fix = `Did you mean "${hint}"? Allowed: ${allowed.filter(Boolean).join(', ')}.`;
  if (certain === undefined) return [{ path, message, fix }];
  return [{ path, message, fix, edit: { type: 'replace-value', path, value: certain } }];
}
