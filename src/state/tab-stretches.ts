import type { ScalarNode, SourceNode } from './source-node.ts';

/** A stretch of text in which tabs may begin lines, as offsets of the document's text. */
export interface TabStretch {
  readonly start: number;
  readonly end: number;
  /** The column, from 0, from which on they may. */
  readonly indent: number;
  /** Behind a plain scalar: the column from which on they may stand in blank lines. */
  readonly behind?: number;
}

const LINE_HEAD = /^ *(?:- +)*/;

function columnBehind(text: string, start: number): number {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const head = LINE_HEAD.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return Math.max(1, lineStart + head === start ? head - 1 : head + 1);
}

function ofScalar({ start, end, style, block }: ScalarNode, text: string, base: number): TabStretch {
  const range = { start: start - base, end: (block?.end ?? end) - base };
  if (block !== undefined) return { ...range, indent: block.indent };
  return style === 'plain'
    ? { ...range, indent: 0, behind: columnBehind(text, range.start) }
    : { ...range, indent: 0 };
}

/**
 * The stretches of a document, in order, in which tabs may begin lines: brackets, quotes, and block texts beyond their
 * indentation.
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
