import type { SourceRange } from './source-node.ts';
import { skipBetween } from './source-scan.ts';

/** A line `...` in a document. */
export interface DocumentEnd {
  /** Where it stands, as offsets of the document's text. */
  readonly marker: SourceRange;
  /** Whether something stands before it. */
  readonly hasContentBefore: boolean;
  /** The first words behind it, which kubectl does not read; `undefined` when there are none. */
  readonly following: string | undefined;
}

const MARKER = /(?<=^|[\r\n])\.\.\.(?=[ \t\r\n]|$)/g;
const WORDS_BEFORE_COLON = /[^:\r\n]*/y;

function wordsBehind(text: string, from: number): string | undefined {
  let start = skipBetween(text, from);
  while (text.startsWith('...', start)) start = skipBetween(text, start + 3);
  if (start >= text.length) return undefined;
  WORDS_BEFORE_COLON.lastIndex = start;
  return WORDS_BEFORE_COLON.exec(text)?.[0].trim();
}

/** Finds the line `...` that ends a document before its text ends; `undefined` when there is none. */
export function findDocumentEnd(text: string): DocumentEnd | undefined {
  if (!text.includes('...')) return undefined;
  const match = text.matchAll(MARKER).next().value;
  if (match === undefined) return undefined;
  const marker = { start: match.index, end: match.index + match[0].length };
  return {
    marker,
    hasContentBefore: skipBetween(text, 0) < marker.start,
    following: wordsBehind(text, marker.end),
  };
}
