import type { JsonPath } from '../../core/json.ts';
import { lineEnd, lineHead, lineStart, nextLine } from '../text-lines.ts';
import type { EditContext } from './edit-context.ts';
import { findPlace } from './place.ts';
import type { Place } from './place.ts';
import { Refusal } from './refusal.ts';
import type { Splice } from './splice.ts';

type InnerPlace = Exclude<Place, { in: 'document' }>;

/** A stretch of text that holds one entry of a mapping or one item of a list. */
interface Part {
  readonly start: number;
  readonly end: number;
}

const BLANK = /^[ \t]*$/;
const COMMENT_LINE = /^[ \t]*#/m;
const BLANK_LINES = /^[ \t\r\n]*$/;

function partsOf(place: InnerPlace): readonly [parts: readonly Part[], own: number] {
  if (place.in === 'mapping') {
    const { entries } = place.parent;
    const parts = entries.map(({ key, value }) => ({ start: key.start, end: Math.max(key.end, value.end) }));
    return [parts, entries.indexOf(place.entry)];
  }
  const { items } = place.parent;
  return [items.map(({ start, node }) => ({ start, end: node.end })), items.indexOf(place.item)];
}

/** Whole lines with their line break; the one before when the last line has none. */
function wholeLines(text: string, { start, end }: Part): Part {
  const first = lineStart(text, start);
  const after = nextLine(text, end);
  if (after > lineEnd(text, end)) return { start: first, end: after };
  return { start: first - (text.slice(0, first).endsWith('\r\n') ? 2 : Math.min(first, 1)), end: after };
}

/** A part that shares its first line with a dash gives way to the part after it. */
function upToNext(text: string, part: Part, next: Part | undefined): Part {
  const linesBetween = text.slice(lineEnd(text, part.end), next?.start);
  if (next === undefined || linesBetween.includes('#')) throw new Refusal('a comment would be lost');
  return { start: part.start, end: next.start };
}

/** A part in brackets goes with the comma behind it, the last one with the comma before it. */
function withComma(text: string, part: Part, before: Part | undefined, after: Part | undefined): Part {
  const start = after === undefined ? (before?.end ?? part.start) : part.start;
  const end = after?.start ?? part.end;
  const around = text.slice(start, part.start) + text.slice(part.end, end);
  if (around.includes('#')) throw new Refusal('a comment would be lost');
  return { start, end };
}

/** What is left when the only part goes: `{}` or `[]`, behind the key where nothing stands between. */
function emptied(text: string, { parent, holder }: InnerPlace): Splice {
  const empty = parent.kind === 'mapping' ? '{}' : '[]';
  const { start, end } = parent;
  const colon = holder.in === 'mapping' ? text.indexOf(':', holder.entry.key.end) + 1 : start;
  const isBehindKey = colon < start && BLANK_LINES.test(text.slice(colon, start));
  return isBehindKey ? { start: colon, end, text: ` ${empty}` } : { start, end, text: empty };
}

/** Plans to take a place out of what it stands in; a comment on its last line goes with it. */
export function removePlace(context: EditContext, place: InnerPlace): Splice {
  const { text } = context;
  const [parts, own] = partsOf(place);
  const part = parts[own];
  if (part === undefined || parts.length === 1) return emptied(text, place);
  const [before, after] = [own > 0 ? parts[own - 1] : undefined, parts[own + 1]];
  if (place.parent.isFlow) return { ...withComma(text, part, before, after), text: '' };
  const hasOwnLines = BLANK.test(lineHead(text, part.start));
  return { ...(hasOwnLines ? wholeLines(text, part) : upToNext(text, part, after)), text: '' };
}

/** Plans to take a value and its key, or an item, out of the text. */
export function removeEntry(context: EditContext, path: JsonPath): Splice {
  const place = findPlace(context.root, path);
  if (place.in === 'document') throw new Refusal('the document itself cannot be removed');
  const removal = removePlace(context, place);
  const removed = context.text.slice(removal.start, removal.end);
  if (COMMENT_LINE.test(removed)) throw new Refusal('a comment would be lost');
  return removal;
}
