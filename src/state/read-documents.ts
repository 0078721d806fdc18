import type { SourceProblem } from '../core/source-problem.ts';
import { compositionProblems } from './composition-problems.ts';
import { findDocumentEnd } from './document-end.ts';
import type { DocumentEnd } from './document-end.ts';
import { failureProblems } from './failure-problems.ts';
import { TOO_MANY_ENTRIES, hasTooManyEntries } from './limits.ts';
import { problemAt } from './problem-at.ts';
import { orFailure, readYaml } from './read-yaml.ts';
import type { SourceText } from './source-text.ts';
import { SourceTree } from './source-tree.ts';
import { splitDocuments } from './split-documents.ts';
import type { DocumentSlice } from './split-documents.ts';
import { YamlDocument } from './yaml-document.ts';
import { YamlFailure } from './yaml-failure.ts';

/** The documents of a file, or why it is beyond the limits. */
export type ReadDocuments = { readonly documents: readonly YamlDocument[] } | { readonly limit: string };

/** Problems of the lines around a document: what stands behind its `---`, and a `...` before its end. */
function borderProblems(
  source: SourceText,
  { start, stray }: DocumentSlice,
  end: DocumentEnd | undefined,
): readonly SourceProblem[] {
  const problems: SourceProblem[] = [];
  if (stray !== undefined) {
    problems.push(
      problemAt(source, 'parse-error', stray, 'only a comment may stand behind "---" on its line'),
    );
  }
  if (end === undefined) return problems;
  const marker = { start: start + end.marker.start, end: start + end.marker.end };
  if (!end.hasContentBefore) {
    problems.push(problemAt(source, 'parse-error', marker, 'a document cannot begin with "..."'));
  } else if (end.following !== undefined) {
    problems.push(problemAt(source, 'document-end-marker', marker, end.following));
  }
  return problems;
}

function readSlice(source: SourceText, slice: DocumentSlice): YamlDocument | YamlFailure {
  const text = source.text.slice(slice.start, slice.end);
  const end = findDocumentEnd(text);
  const range = end === undefined ? slice : { start: slice.start, end: slice.start + end.marker.start };
  const tree = new SourceTree(source, { start: range.start, end: range.end });
  if (hasTooManyEntries(tree.text)) return new YamlFailure(TOO_MANY_ENTRIES, 0, 0, 'limit');
  const read = orFailure(() => readYaml(tree.text));
  if (read instanceof YamlFailure && read.type === 'limit') return read;
  const border = borderProblems(source, slice, end);
  const isFailure = read instanceof YamlFailure;
  const own = isFailure ? failureProblems(tree, read) : compositionProblems(tree, read);
  const problems = border.length === 0 ? own : [...border, ...own];
  return new YamlDocument(tree, isFailure ? undefined : read.value, problems);
}

/** Reads the documents of a file. */
export function readDocuments(source: SourceText): ReadDocuments {
  const documents: YamlDocument[] = [];
  for (const slice of splitDocuments(source.text)) {
    const document = readSlice(source, slice);
    if (document instanceof YamlFailure) return { limit: document.message };
    documents.push(document);
  }
  return { documents };
}
