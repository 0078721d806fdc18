import type { Edit, Report } from '../../core/finding.ts';
import type { JsonObject, JsonPath } from '../../core/json.ts';
import { suggest } from '../../core/suggest.ts';
import { parameterOf } from './class-rule.ts';

/** The known word that a word differs from in case only; `undefined` when there is none. */
export function sameButForCase(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  return known.find(candidate => candidate !== word && candidate.toLowerCase() === lower);
}

/** Names the known words, and the one that was probably meant. */
export function spellingFix(word: string, known: readonly string[]): string {
  const hint = suggest(word, known);
  const question = hint === undefined ? '' : `Did you mean "${hint}"? `;
  return `${question}Known: ${known.join(', ')}.`;
}

function caseEdit(path: JsonPath, word: string, known: readonly string[]): Edit | undefined {
  const value = sameButForCase(word, known);
  return value === undefined ? undefined : { type: 'replace-value', path, value };
}

/**
 * Reports a parameter that is none of the known words; a parameter that is absent or no string is left alone.
 */
export function unknownParameterValue(
  storageClass: JsonObject,
  key: string,
  known: readonly string[],
): readonly Report[] {
  const value = parameterOf(storageClass, key);
  if (value === undefined || known.includes(value)) return [];
  const path = ['parameters', key];
  const edit = caseEdit(path, value, known);
  return [
    {
      path,
      message: `${key} "${value}" is not known`,
      fix: spellingFix(value, known),
      ...(edit !== undefined && { edit }),
    },
  ];
}
