/** Longer words are not compared: names that people type are shorter, and the cost grows with the square. */
const MAX_LENGTH = 128;

function nextRow(previous: readonly number[], letter: string, word: string): number[] {
  const row = [(previous[0] ?? 0) + 1];
  for (let column = 1; column <= word.length; column += 1) {
    const replaced = (previous[column - 1] ?? 0) + (word[column - 1] === letter ? 0 : 1);
    const inserted = (row[column - 1] ?? 0) + 1;
    const removed = (previous[column] ?? 0) + 1;
    row.push(Math.min(replaced, inserted, removed));
  }
  return row;
}

/**
 * The Levenshtein distance of two words: how many characters to insert, remove or replace. Infinite for
 * different words of more than 128 characters.
 */
export function editDistance(left: string, right: string): number {
  if (left === right) return 0;
  if (left.length > MAX_LENGTH || right.length > MAX_LENGTH) return Infinity;
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (const letter of left.split('')) row = nextRow(row, letter, right);
  return row[right.length] ?? 0;
}

/**
 * The candidate nearest to a misspelt word: at most `limit` edits away, and at most half the word;
 * `undefined` when none is. Case does not count, so a difference in case only always wins; of equally near
 * candidates the first wins.
 */
export function suggest(word: string, candidates: Iterable<string>, limit = 3): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.min(limit, Math.floor(word.length / 2)) + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}
