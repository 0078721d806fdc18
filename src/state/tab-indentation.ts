import { parseText } from './parse-text.ts';
import { orFailure } from './read-yaml.ts';
import type { SourceNode } from './source-node.ts';
import { YamlFailure } from './yaml-failure.ts';

const LINE_HEADS = /^[ \t]*(?:[-?][ \t]+)*/gm;
const LEADING_BLANKS = /^[ \t]+/gm;

interface Stretch {
  readonly start: number;
  readonly end: number;
  /** The column from which on a tab is part of a block text. */
  readonly indent: number;
}

/** The stretches of text, in order, in which tabs are allowed: brackets, quotes, and block texts beyond their indentation. */
function* stretchesWithTabs(node: SourceNode): Iterable<Stretch> {
  if (node.kind === 'scalar') {
    const { start, end, block } = node;
    yield block === undefined ? { start, end, indent: 0 } : { start, ...block };
  } else if (node.kind !== 'alias' && node.isFlow) {
    yield { start: node.start, end: node.end, indent: 0 };
  } else if (node.kind === 'sequence') {
    for (const item of node.items) yield* stretchesWithTabs(item.node);
  } else if (node.kind === 'mapping') {
    for (const { key, value } of node.entries) {
      yield* stretchesWithTabs(key);
      yield* stretchesWithTabs(value);
    }
  }
}

/** The tabs that stand where a line's indentation belongs, at most one a line. */
function* leadingTabs(text: string): Iterable<{ readonly offset: number; readonly column: number }> {
  for (const match of text.matchAll(LINE_HEADS)) {
    const column = match[0].indexOf('\t');
    if (column >= 0) yield { offset: match.index + column, column };
  }
}

/**
 * The offsets of tabs that a document which parses has in its indentation: kubectl refuses them, our parser (YAML 1.2)
 * does not all.
 * @param base where the text begins in its file; offsets are those of the text
 */
export function tabsInIndentation(
  text: string,
  root: SourceNode | undefined,
  base: number,
): readonly number[] {
  const stretches = root === undefined ? [] : [...stretchesWithTabs(root)];
  let next = 0;
  return [...leadingTabs(text)]
    .filter(({ offset, column }) => {
      while ((stretches[next]?.end ?? Infinity) <= base + offset) next++;
      const stretch = stretches[next];
      return stretch === undefined || base + offset < stretch.start || column < stretch.indent;
    })
    .map(({ offset }) => offset);
}

/**
 * The offsets of the tabs that keep a document from being parsed; none when the failure has another cause. Tabs are the
 * cause when the parser comes further without them, or stops at a line that begins with one.
 */
export function tabsThatFail(text: string, failure: YamlFailure): readonly number[] {
  const tabs = [...leadingTabs(text)].map(({ offset }) => offset);
  if (tabs.length === 0 || failure.type === 'limit') return [];
  const withoutTabs = text.replaceAll(LEADING_BLANKS, blanks => blanks.replaceAll('\t', ' '));
  const again = orFailure(() => parseText(withoutTabs));
  if (!(again instanceof YamlFailure) || again.start > failure.start) return tabs;
  const before = text.slice(0, failure.start);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return tabs.some(offset => offset >= lineStart && offset <= failure.start) ? tabs : [];
}
