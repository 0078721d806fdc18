import { NOT_CLOSED, UNKNOWN_ESCAPE } from './parse-failure.ts';
import { parseText } from './parse-text.ts';
import { orFailure } from './read-yaml.ts';
import { YamlFailure } from './yaml-failure.ts';

/** Longer documents are not parsed again and again for a better place. */
const LONGEST_TEXT = 256 * 1024;

const LINE_ENDS = /\r\n?|\n|$/g;

function isOpenAt(text: string, end: number, reason: string): boolean {
  const read = orFailure(() => parseText(text.slice(0, end)));
  return read instanceof YamlFailure && (read.message === reason || read.message === UNKNOWN_ESCAPE);
}

/** The end of the first line after which the quote or bracket is open. */
function firstOpenLine(text: string, reason: string): readonly [start: number, end: number] {
  const ends = Array.from(text.matchAll(LINE_ENDS), match => match.index + match[0].length);
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isOpenAt(text, ends[middle] ?? text.length, reason)) high = middle;
    else low = middle + 1;
  }
  return [ends[low - 1] ?? 0, ends[low] ?? text.length];
}

/**
 * The quote or bracket that is never closed, given the failure at the end of the text; `undefined` when it
 * failed for another reason. The parser says where it missed the closing sign, people look for the opening
 * one.
 */
export function findOpening(text: string, failure: YamlFailure): number | undefined {
  const signs = NOT_CLOSED.get(failure.message);
  if (signs === undefined || text.length > LONGEST_TEXT) return undefined;
  const [start, end] = firstOpenLine(text, failure.message);
  for (let offset = end - 1; offset >= start; offset--) {
    if (signs.includes(text.charAt(offset)) && !isOpenAt(text, offset, failure.message)) return offset;
  }
  return undefined;
}
