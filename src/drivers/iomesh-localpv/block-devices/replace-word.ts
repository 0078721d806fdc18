/** A character of label keys and values: beside it a word goes on. */
const WORD_CHARACTER = /^[\w./-]$/;

function isWordAt(text: string, word: string, start: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(start + word.length);
  return !WORD_CHARACTER.test(before) && !WORD_CHARACTER.test(after);
}

function placesOf(text: string, word: string): readonly number[] {
  const places: number[] = [];
  for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
    if (isWordAt(text, word, start)) places.push(start);
  }
  return places;
}

/**
 * Replaces a word that occurs exactly once in a text; `undefined` when it does not, for then it is not sure
 * which one is meant.
 */
export function replaceWord(text: string, word: string, replacement: string): string | undefined {
  const [start, ...others] = word === '' ? [] : placesOf(text, word);
  if (start === undefined || others.length > 0) return undefined;
  return text.slice(0, start) + replacement + text.slice(start + word.length);
}
