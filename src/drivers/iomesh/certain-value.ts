import { editDistance } from '../../core/suggest.ts';

/** Shorter words are one typing mistake away from too many others. */
const MIN_LENGTH = 3;

/**
 * The allowed value that a wrong one surely means: it differs in case and surrounding blanks only, or it is the only one
 * that differs in one character. `undefined` when a person has to decide.
 */
export function certainValue(value: string, allowed: readonly string[]): string | undefined {
  const word = value.trim().toLowerCase();
  const same = allowed.find(one => one.toLowerCase() === word);
  if (same !== undefined) return same;
  const near = allowed.filter(one => editDistance(word, one.toLowerCase()) === 1);
  return near.length === 1 && word.length >= MIN_LENGTH ? near[0] : undefined;
}
