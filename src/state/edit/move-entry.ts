import type { JsonPath } from '../../core/json.ts';
import { indentationOf, lineEnd } from '../text-lines.ts';
import { addEntry } from './add-entry.ts';
import type { NewEntry } from './add-entry.ts';
import type { EditContext } from './edit-context.ts';
import { findPlace } from './place.ts';
import type { Place } from './place.ts';
import { Refusal } from './refusal.ts';
import { removePlace } from './remove-entry.ts';
import type { Splice } from './splice.ts';

type MappingPlace = Extract<Place, { in: 'mapping' }>;

const LINE_BREAK = /(\r\n|\n|\r)/;

/** Moves the lines behind the first by the difference of two indentations. */
function reindent(text: string, from: string, to: string): string {
  return text
    .split(LINE_BREAK)
    .map((line, index) =>
      index > 0 && line.startsWith(from) && line.trim() !== '' ? to + line.slice(from.length) : line,
    )
    .join('');
}

/**
 * Everything behind the colon of an entry: the value with its tag and anchor, and the comment on its last
 * line.
 */
function writtenValue(context: EditContext, place: MappingPlace): NewEntry['write'] {
  const { text } = context;
  const { entry, node, parent } = place;
  const colon = text.indexOf(':', entry.key.end) + 1;
  if (colon === 0 || node.end < colon) throw new Refusal('the entry has no value to move');
  const indentation = indentationOf(text, entry.key.start);
  const value = text.slice(colon, node.end);
  // The comment behind an only entry stays, because the mapping stays, empty, in its line.
  const isLeftBehind = parent.isFlow || parent.entries.length === 1;
  const comment = isLeftBehind ? '' : text.slice(node.end, lineEnd(text, node.end)).trimEnd();
  return (target, intoFlow) => {
    if (!intoFlow) return reindent(value + comment, indentation, target);
    if (/[\r\n]/.test(value) || comment !== '') throw new Refusal('the value does not fit into brackets');
    return value;
  };
}

/** A removal that swallows the place of an insertion becomes a replacement. */
function joined(removal: Splice, insertion: Splice, context: EditContext): readonly Splice[] {
  const isInside = insertion.start > removal.start && insertion.start <= removal.end && removal.text === '';
  if (!isInside) return [removal, insertion];
  const removed = context.text.slice(removal.start, removal.end);
  const startsWithBreak = LINE_BREAK.exec(removed)?.index === 0;
  const line = insertion.text.slice(context.lineBreak.length);
  return [{ ...removal, text: startsWithBreak ? insertion.text : line + context.lineBreak }];
}

/** Plans to write an entry elsewhere in the document, its value as it was written, and to remove it here. */
export function moveEntry(context: EditContext, from: JsonPath, to: JsonPath): readonly Splice[] {
  const place = findPlace(context.root, from);
  if (place.in !== 'mapping') throw new Refusal('only members of mappings are moved');
  const insertion = addEntry(context, to, writtenValue(context, place));
  return joined(removePlace(context, place), insertion, context);
}
