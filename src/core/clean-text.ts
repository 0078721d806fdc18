const CONTROL_CHARACTERS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/u;
const ELLIPSIS = '…';

/** The number of characters (code points) of a text. */
export function runeCount(text: string): number {
  return Array.from(text).length;
}

/** Cuts a text to at most `limit` characters (code points); what is cut ends with `…`. */
export function truncateRunes(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A code point takes at most two units, so this much is enough to tell and keeps huge texts cheap.
  const runes = Array.from(text.slice(0, limit * 2 + 2));
  return runes.length <= limit ? text : runes.slice(0, limit - 1).join('') + ELLIPSIS;
}

/** Makes one printable line of a text: control characters and line breaks become a space, broken UTF-16 is mended. */
export function cleanLine(text: string, limit: number): string {
  // Whatever is cut off below need not be cleaned: texts may be megabytes long.
  const head = text.slice(0, limit * 4).toWellFormed();
  return truncateRunes(head.replaceAll(CONTROL_CHARACTERS, ' ').trim(), limit);
}

/** Cleans a text line by line, at most `limit` characters together; empty lines are dropped. */
export function cleanLines(text: string, limit: number): string {
  const lines = text
    .slice(0, limit * 4)
    .split(LINE_BREAK)
    .map(line => cleanLine(line, limit))
    .filter(line => line !== '');
  return truncateRunes(lines.join('\n'), limit);
}
