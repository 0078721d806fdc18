import type { SourceProblem } from '../core/source-problem.ts';
import type { Composition } from './compose.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { keysOfNoManifest } from './not-a-manifest.ts';
import { problemAt, tabProblems } from './problem-at.ts';
import type { SourceTree } from './source-tree.ts';
import { tabsInIndentation } from './tab-indentation.ts';

/** Most documents share this one. */
const NO_PROBLEMS: readonly SourceProblem[] = [];

function duplicateProblems({ source, root }: SourceTree): readonly SourceProblem[] {
  if (root === undefined) return NO_PROBLEMS;
  return duplicateKeys(root).map(({ entry, first }) => ({
    ...problemAt(source, 'duplicate-key', entry.key, entry.name),
    firstLine: source.lines.at(first.key.start).line,
  }));
}

function manifestProblems(tree: SourceTree, keys: readonly string[]): readonly SourceProblem[] {
  const { source, root } = tree;
  const key = root?.kind === 'mapping' ? root.entries[0]?.key : undefined;
  return key === undefined ? NO_PROBLEMS : [problemAt(source, 'not-a-manifest', key, keys.join(', '))];
}

/** What is wrong with a document that parses. */
export function compositionProblems(
  tree: SourceTree,
  { value, mayRepeatKeys }: Composition,
): readonly SourceProblem[] {
  const { source, text, range } = tree;
  const hasTab = text.includes('\t');
  const keys = keysOfNoManifest(value);
  if (!mayRepeatKeys && !hasTab && keys === undefined) return NO_PROBLEMS;
  return [
    ...(mayRepeatKeys ? duplicateProblems(tree) : []),
    ...(hasTab ? tabProblems(source, tabsInIndentation(tree), range.start) : []),
    ...(keys === undefined ? [] : manifestProblems(tree, keys)),
  ];
}
