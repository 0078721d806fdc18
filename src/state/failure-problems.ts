import type { SourceProblem } from '../core/source-problem.ts';
import { findOpening } from './find-opening.ts';
import { problemAt, tabProblems } from './problem-at.ts';
import type { SourceRange } from './source-node.ts';
import type { SourceTree } from './source-tree.ts';
import { tabsThatFail } from './tab-indentation.ts';
import type { YamlFailure } from './yaml-failure.ts';

const WORD = /[^\s,[\]{}]{1,80}/y;

/**
 * What to show: what is not closed, the word that fails, or, at the end of the text, the last sign before.
 */
function shownRange(text: string, failure: YamlFailure): SourceRange {
  const opening = findOpening(text, failure);
  if (opening !== undefined) return { start: opening, end: opening + 1 };
  const start = Math.min(failure.start, text.trimEnd().length);
  if (start === text.trimEnd().length) return { start: Math.max(start - 1, 0), end: start };
  WORD.lastIndex = start;
  const word = WORD.exec(text)?.[0] ?? ' ';
  return { start, end: Math.max(failure.end, start + word.length) };
}

/** Puts down why a document does not parse: its tabs when they are the cause, or what the parser says. */
export function failureProblems(tree: SourceTree, failure: YamlFailure): readonly SourceProblem[] {
  const { source, range, text } = tree;
  const tabs = tabProblems(source, tabsThatFail(text, failure), range.start);
  if (tabs.length > 0) return tabs;
  const { start, end } = shownRange(text, failure);
  const shown = { start: range.start + start, end: range.start + end };
  return [problemAt(source, 'parse-error', shown, failure.message)];
}
