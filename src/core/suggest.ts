/** STUB: being written. The candidate nearest to a misspelt word (at most `limit` edits, case changes count less); `undefined` when none is near. */
export function suggest(_word: string, _candidates: Iterable<string>, _limit = 3): string | undefined {
  return undefined;
}

/** STUB. Levenshtein distance. */
export function editDistance(_left: string, _right: string): number {
  return 0;
}
