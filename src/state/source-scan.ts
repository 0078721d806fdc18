/** What may stand between two nodes; a comment ends with its line. */
const BETWEEN_NODES = /(?:[ \t\r\n\uFEFF]+|#[^\r\n]*)*/y;
const BETWEEN_FLOW_NODES = /(?:[ \t\r\n,\uFEFF]+|#[^\r\n]*)*/y;
const BLANKS = /[ \t\r\n]*/y;
const BLOCK_SIGN = /[|>][-+0-9]*/y;

function endOfMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

/** The next offset from one on that is neither blank nor part of a comment. */
export function skipBetween(text: string, from: number): number {
  return endOfMatch(BETWEEN_NODES, text, from);
}

/** Like {@link skipBetween} inside brackets, where commas stand between nodes too. */
export function skipBetweenFlow(text: string, from: number): number {
  return endOfMatch(BETWEEN_FLOW_NODES, text, from);
}

/** The next offset from one on that is neither blank nor a line break. */
export function skipBlanks(text: string, from: number): number {
  return endOfMatch(BLANKS, text, from);
}

/** The end of the sign that opens a block text, such as `|` or `>2-`. */
export function endOfBlockSign(text: string, from: number): number {
  return endOfMatch(BLOCK_SIGN, text, from);
}

/** The end of a stretch of text without the blanks and line breaks it ends with. */
export function withoutTrailingBlanks(text: string, start: number, end: number): number {
  let trimmed = end;
  while (trimmed > start && ' \t\r\n'.includes(text.charAt(trimmed - 1))) trimmed--;
  return trimmed;
}
