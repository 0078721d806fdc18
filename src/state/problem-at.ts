import type { SourceProblem } from '../core/source-problem.ts';
import type { SourceRange } from './source-node.ts';
import type { SourceText } from './source-text.ts';

/** A problem at a stretch of a file; it ends with its first line and is at least one column wide. */
export function problemAt(
  source: SourceText,
  type: SourceProblem['type'],
  range: SourceRange,
  detail: string,
): SourceProblem {
  const { line, column, endColumn } = source.firstLineOf(range);
  return { type, line, column, endColumn: Math.max(endColumn, column + 1), detail };
}

/** The problem that lines are indented with tabs: one for all of them, at the first. */
export function tabProblems(
  source: SourceText,
  tabs: readonly number[],
  base: number,
): readonly SourceProblem[] {
  const [first] = tabs;
  if (first === undefined) return [];
  const range = { start: base + first, end: base + first + 1 };
  return [problemAt(source, 'tab-indentation', range, tabs.length === 1 ? '1 line' : `${tabs.length} lines`)];
}
