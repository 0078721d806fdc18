import { lineHead } from './text-lines.ts';

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

/**
 * The end of the last line with content of a block text; `undefined` when it has none.
 * @param indent the column, from 0, from which on blanks are content
 */
export function endOfBlockText(text: string, start: number, end: number, indent: number): number | undefined {
  let last = end;
  while (last > start) {
    while (last > start && '\r\n'.includes(text.charAt(last - 1))) last--;
    const line = lineHead(text, last);
    if (line.trim() !== '' || line.length > indent) return last > start ? last : undefined;
    last -= line.length;
  }
  return undefined;
}
