import type { JsonPath } from '../../core/json.ts';
import type { MappingNode, ScalarNode } from '../source-node.ts';
import { indentationOf, lineEnd } from '../text-lines.ts';
import type { EditContext } from './edit-context.ts';
import { stepInto } from './place.ts';
import type { Place } from './place.ts';
import { Refusal } from './refusal.ts';
import { writeScalar } from './scalar-text.ts';
import type { Splice } from './splice.ts';

const STEP = '  ';

/**
 * What is to be written: keys that lead to it, outermost first, and how the value is written at an
 * indentation.
 */
export interface NewEntry {
  readonly keys: readonly string[];
  /**
   * The value with what stands between it and the colon.
   * @throws Refusal when it does not fit into brackets
   */
  readonly write: (indentation: string, isFlow: boolean) => string;
}

function keyText(context: EditContext, key: string): string {
  return writeScalar(key, context.isJson ? 'double-quoted' : 'plain');
}

/** `a: {b: 1}` for the keys a, b. */
function flowEntry(context: EditContext, { keys, write }: NewEntry): string {
  const [first = '', ...inner] = keys.map(key => `${keyText(context, key)}:`);
  return `${first}${inner.map(key => ` {${key}`).join('')}${write('', true)}${'}'.repeat(inner.length)}`;
}

/** The same in lines of its own, without the first indentation. */
function blockEntry(context: EditContext, { keys, write }: NewEntry, indentation: string): string {
  const lines = keys.map((key, level) => `${STEP.repeat(level)}${keyText(context, key)}:`);
  const deepest = indentation + STEP.repeat(keys.length - 1);
  return lines.join(context.lineBreak + indentation) + write(deepest, false);
}

function intoBlock(context: EditContext, mapping: MappingNode, entry: NewEntry): Splice {
  const { text, lineBreak } = context;
  const indentation = indentationOf(text, mapping.start);
  const end = lineEnd(text, mapping.end);
  return { start: end, end, text: lineBreak + indentation + blockEntry(context, entry, indentation) };
}

function intoFlow(context: EditContext, mapping: MappingNode, entry: NewEntry): Splice {
  const { text, lineBreak } = context;
  const [first, last] = [mapping.entries[0], mapping.entries.at(-1)];
  const added = flowEntry(context, entry);
  if (first === undefined || last === undefined) {
    return { start: mapping.start, end: mapping.end, text: `{${added}}` };
  }
  const hasLines = /[\r\n]/.test(text.slice(mapping.start, first.key.start));
  const gap = hasLines ? lineBreak + indentationOf(text, first.key.start) : ' ';
  const end = Math.max(last.key.end, last.value.end);
  return { start: end, end, text: `,${gap}${added}` };
}

/** A key without value, or with null, gets the new entry as its mapping. */
function intoNull(context: EditContext, place: Place, node: ScalarNode, entry: NewEntry): Splice {
  const { text, lineBreak } = context;
  const { start, end } = node;
  if (node.style !== 'empty' || place.in !== 'mapping' || place.parent.isFlow) {
    const added = `{${flowEntry(context, entry)}}`;
    return { start, end, text: node.style === 'empty' ? ` ${added}` : added };
  }
  const indentation = indentationOf(text, place.entry.key.start) + STEP;
  const added = blockEntry(context, entry, indentation);
  const behind = lineEnd(text, end);
  return { start: behind, end: behind, text: lineBreak + indentation + added };
}

/**
 * Plans to write a new entry at a path; mappings that are missing on the way are made. It comes last in its
 * mapping, in the mapping's indentation and style.
 * @param write see {@link NewEntry.write}
 */
export function addEntry(context: EditContext, path: JsonPath, write: NewEntry['write']): Splice {
  let place: Place = { in: 'document', node: context.root };
  for (const [depth, step] of path.entries()) {
    const next: Place | undefined = stepInto(place, step);
    if (next === undefined) return intoPlace(context, place, path.slice(depth), write);
    place = next;
  }
  throw new Refusal('it is there already');
}

function intoPlace(context: EditContext, place: Place, steps: JsonPath, write: NewEntry['write']): Splice {
  const { node } = place;
  const entry = { keys: steps.filter(step => typeof step === 'string'), write };
  if (entry.keys.length < steps.length) throw new Refusal('items are not added to lists');
  if (node.kind === 'mapping') return (node.isFlow ? intoFlow : intoBlock)(context, node, entry);
  const isNull =
    node.kind === 'scalar' && /^(?:~|null|Null|NULL|)$/.test(context.text.slice(node.start, node.end));
  if (isNull) return intoNull(context, place, node, entry);
  throw new Refusal('what it would stand in is no mapping');
}
