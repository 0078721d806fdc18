import { skipBlanks } from './source-scan.ts';
import { lineHead } from './text-lines.ts';
import type { ScalarNode, SourceNode } from './source-node.ts';

/** A stretch of text in which tabs may begin lines, as offsets of the document's text. */
export interface TabStretch {
  readonly start: number;
  readonly end: number;
  /** The column, from 0, from which on they may. */
  readonly indent: number;
  /**
   * In a block text whose first line decides on the indentation: where that line begins to differ from a
   * blank one.
   */
  readonly firstContent?: number;
  /**
   * The blank lines behind a plain scalar: where they end, and the column from which on they may hold tabs.
   */
  readonly blanksBehind?: { readonly end: number; readonly indent: number };
}

const LINE_HEAD = /^ *(?:- +)*/;
const BLOCK_HEADER = /[|>]([-+0-9]*)[^\r\n]*/y;

/**
 * What a scalar's lines must be deeper than: the key before it, the dash before it, or, on a line of its own,
 * unknown.
 */
function columnBehind(text: string, start: number): number {
  const before = lineHead(text, start);
  const head = LINE_HEAD.exec(before)?.[0] ?? '';
  return head.length < before.length ? head.length + 1 : head.lastIndexOf('-') + 1 || 1;
}

function ofBlock(text: string, start: number): Pick<TabStretch, 'firstContent'> {
  BLOCK_HEADER.lastIndex = start;
  const [header, indicators = ''] = BLOCK_HEADER.exec(text) ?? [''];
  return /[0-9]/.test(indicators) ? {} : { firstContent: skipBlanks(text, start + header.length) };
}

function ofScalar({ start, end, style, block }: ScalarNode, text: string, base: number): TabStretch {
  const range = { start: start - base, end: (block?.end ?? end) - base };
  if (block !== undefined) return { ...range, indent: block.indent, ...ofBlock(text, range.start) };
  if (style !== 'plain') return { ...range, indent: 0 };
  const blanksBehind = { end: skipBlanks(text, range.end), indent: columnBehind(text, range.start) };
  return { ...range, indent: 0, blanksBehind };
}

/**
 * The stretches of a document, in order, in which tabs may begin lines: brackets, quotes, and block texts
 * beyond their indentation.
 * @param base where the document's text begins in its file
 */
export function* stretchesWithTabs(node: SourceNode, text: string, base: number): Iterable<TabStretch> {
  if (node.kind === 'alias') return;
  if (node.kind === 'scalar') yield ofScalar(node, text, base);
  else if (node.isFlow) yield { start: node.start - base, end: node.end - base, indent: 0 };
  else if (node.kind === 'sequence')
    for (const item of node.items) yield* stretchesWithTabs(item.node, text, base);
  else {
    for (const { key, value } of node.entries) {
      yield* stretchesWithTabs(key, text, base);
      yield* stretchesWithTabs(value, text, base);
    }
  }
}
