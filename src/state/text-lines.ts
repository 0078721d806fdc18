/** The line break a text uses. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** The start of the line an offset stands in. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !'\r\n'.includes(text.charAt(start - 1))) start--;
  return start;
}

/** The end of the line an offset stands in, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/);
  return found < 0 ? text.length : offset + found;
}

/** The start of the line after an offset; the end of the text in the last one. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0);
}

/** What stands before an offset in its line. */
export function lineHead(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

/** The indentation that makes a line begin below an offset. */
export function indentationOf(text: string, offset: number): string {
  return lineHead(text, offset).replaceAll(/[^\t]/g, ' ');
}
