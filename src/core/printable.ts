const BLANK = /[\t\n\r]/g;
/** What a terminal obeys instead of showing it; the marks of writing direction can hide text as well. */
const OBEYED = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Makes a text from manifests or file names safe to print in one line; its length stays. */
export function printable(text: string): string {
  return text.replaceAll(BLANK, ' ').replaceAll(OBEYED, '\ufffd');
}

/** The same for a text of several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
