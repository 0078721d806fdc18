import { problemAt } from './problem-at.ts';
import type { SourceProblem } from '../core/source-problem.ts';
import type { SourceNode, SourceRange } from './source-node.ts';
import type { SourceText } from './source-text.ts';

/** A comment `# stowage:ignore RULE[,RULE] -- reason`. */
export interface Suppression {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** Rule ids as written, at least one. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** The line whose findings it takes back: its own, or the next one with content when it stands alone. */
  readonly appliesToLine: number;
}

/** The suppressions of a file, and those that are not valid. */
export interface Suppressions {
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly SourceProblem[];
}

const MARK = 'stowage:ignore';
const COMMENT = /(?<=^|[ \t])#[ \t]*stowage:ignore(?![\w-])[^\r\n]*/gm;
const REASON = /(?:^|\s)--(?:\s|$)/;
const HAS_CONTENT = /^[ \t]*[^#\s]/;

/** How far below a comment its line is looked for. */
const LINES_BELOW = 100;

/** The scalars that can hold what looks like a comment. */
function* textsIn(node: SourceNode): Iterable<SourceRange> {
  if (node.kind === 'scalar') yield { start: node.start, end: node.block?.end ?? node.end };
  if (node.kind === 'sequence') for (const item of node.items) yield* textsIn(item.node);
  if (node.kind !== 'mapping') return;
  for (const { key, value } of node.entries) {
    yield* textsIn(key);
    yield* textsIn(value);
  }
}

/** Says whether an offset lies in one of some ranges in text order; asked for ascending offsets only. */
function insideOneOf(ranges: readonly SourceRange[]): (offset: number) => boolean {
  let next = 0;
  return offset => {
    while ((ranges[next]?.end ?? Infinity) <= offset) next++;
    return offset >= (ranges[next]?.start ?? Infinity);
  };
}

function lineBelow(source: SourceText, line: number): number {
  const last = Math.min(line + LINES_BELOW, source.lines.count);
  for (let below = line + 1; below <= last; below++) {
    if (HAS_CONTENT.test(source.lineText(below))) return below;
  }
  return line;
}

function suppressionAt(source: SourceText, range: SourceRange): Suppression | string {
  const comment = source.text.slice(range.start, range.end);
  const said = comment.slice(comment.indexOf(MARK) + MARK.length);
  const [separator = ''] = REASON.exec(said) ?? [];
  const names = separator === '' ? said : said.slice(0, said.indexOf(separator));
  const reason = separator === '' ? '' : said.slice(names.length + separator.length).trim();
  const rules = names
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  if (rules.length === 0) return 'it names no rule';
  if (reason === '') return 'it gives no reason';
  const { line, column, endColumn } = source.positionOf(range);
  const isAlone = source.lineText(line).trimStart().startsWith('#');
  const appliesToLine = isAlone ? lineBelow(source, line) : line;
  return { line, column, endColumn, rules, reason, appliesToLine };
}

/**
 * Finds the comments of a file that take back findings.
 * @param roots the outermost nodes of its documents, in text order; what looks like a comment inside text is
 * none
 */
export function findSuppressions(source: SourceText, roots: () => readonly SourceNode[]): Suppressions {
  const suppressions: Suppression[] = [];
  const problems: SourceProblem[] = [];
  if (!source.text.includes(MARK)) return { suppressions, problems };
  const isText = insideOneOf(roots().flatMap(root => [...textsIn(root)]));
  for (const match of source.text.matchAll(COMMENT)) {
    if (isText(match.index)) continue;
    const range = { start: match.index, end: match.index + match[0].trimEnd().length };
    const found = suppressionAt(source, range);
    if (typeof found === 'string') problems.push(problemAt(source, 'invalid-suppression', range, found));
    else suppressions.push(found);
  }
  return { suppressions, problems };
}
