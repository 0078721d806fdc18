import { parseText } from './parse-text.ts';
import { orFailure } from './read-yaml.ts';
import { stretchesWithTabs } from './tab-stretches.ts';
import type { TabStretch } from './tab-stretches.ts';
import type { SourceTree } from './source-tree.ts';
import { lineStart } from './text-lines.ts';
import { YamlFailure } from './yaml-failure.ts';

const LINE_HEADS = /^[ \t]*(?:[-?][ \t]+)*/gm;
const LEADING_BLANKS = /^[ \t]+/gm;
const REST_OF_LINE_IS_BLANK = /[ \t]*(?=[\r\n]|$)/y;

interface LeadingTab {
  readonly offset: number;
  readonly column: number;
}

/** The tabs that stand where a line's indentation belongs, at most one a line. */
function* leadingTabs(text: string): Iterable<LeadingTab> {
  for (const match of text.matchAll(LINE_HEADS)) {
    const column = match[0].indexOf('\t');
    if (column >= 0) yield { offset: match.index + column, column };
  }
}

/** Blank lines behind a plain scalar may hold tabs as deep as the scalar's own lines. */
function isBlankBehind(text: string, tab: LeadingTab, before: TabStretch | undefined): boolean {
  const blanks = before?.blanksBehind;
  if (blanks === undefined || tab.offset >= blanks.end || tab.column < blanks.indent) return false;
  REST_OF_LINE_IS_BLANK.lastIndex = tab.offset;
  return REST_OF_LINE_IS_BLANK.test(text);
}

function isAllowedIn(tab: LeadingTab, { indent, firstContent = 0 }: TabStretch): boolean {
  return tab.column >= indent && tab.offset >= firstContent;
}

/**
 * The offsets of tabs that a document which parses has in its indentation: kubectl refuses them, our parser
 * (YAML 1.2) does not all.
 */
export function tabsInIndentation(tree: SourceTree): readonly number[] {
  const { text, root } = tree;
  const stretches = root === undefined ? [] : [...stretchesWithTabs(root, text, tree.range.start)];
  let next = 0;
  return [...leadingTabs(text)]
    .filter(tab => {
      while ((stretches[next]?.end ?? Infinity) <= tab.offset) next++;
      const stretch = stretches[next];
      if (stretch !== undefined && tab.offset >= stretch.start) return !isAllowedIn(tab, stretch);
      return !isBlankBehind(text, tab, stretches[next - 1]);
    })
    .map(({ offset }) => offset);
}

/**
 * The offsets of the tabs that keep a text from being parsed; none when the failure has another cause. Tabs
 * are the cause when the parser comes further without them, or stops at a line that begins with one.
 */
export function tabsThatFail(text: string, failure: YamlFailure): readonly number[] {
  const tabs = [...leadingTabs(text)].map(({ offset }) => offset);
  if (tabs.length === 0) return [];
  const withoutTabs = text.replaceAll(LEADING_BLANKS, blanks => blanks.replaceAll('\t', ' '));
  const again = orFailure(() => parseText(withoutTabs));
  if (!(again instanceof YamlFailure) || again.start > failure.start) return tabs;
  const start = lineStart(text, failure.start);
  return tabs.some(offset => offset >= start && offset <= failure.start) ? tabs : [];
}
