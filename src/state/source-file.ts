import type { SourceProblem } from '../core/source-problem.ts';
import { findHelmAction, findTemplateAction } from './helm-template.ts';
import { InputError } from './input-error.ts';
import { problemAt } from './problem-at.ts';
import { readDocuments } from './read-documents.ts';
import type { StateSource } from './read-files.ts';
import type { SourceRange } from './source-node.ts';
import { SourceText } from './source-text.ts';
import { findSuppressions } from './suppression.ts';
import type { Suppression } from './suppression.ts';
import type { YamlDocument } from './yaml-document.ts';

/** A file as it was read. */
export interface SourceFile {
  readonly source: SourceText;
  /** Its documents; none for a Helm template, which is not parsed. */
  readonly documents: readonly YamlDocument[];
  readonly isHelmTemplate: boolean;
  readonly isHelmValues: boolean;
  readonly suppressions: readonly Suppression[];
  /** What is wrong with the text, in text order. */
  readonly problems: readonly SourceProblem[];
}

function helmTemplate(source: SourceText, action: SourceRange): SourceFile {
  const detail = source.text.slice(action.start, action.end);
  return {
    source,
    documents: [],
    isHelmTemplate: true,
    isHelmValues: false,
    suppressions: [],
    problems: [problemAt(source, 'helm-template', action, detail)],
  };
}

function templateAction(source: SourceText, documents: readonly YamlDocument[]): SourceRange | undefined {
  const failing = documents.find(document => document.value === undefined)?.problems.at(-1);
  return failing && findTemplateAction(source.text, source.lineText(failing.line));
}

function inTextOrder(problems: readonly SourceProblem[]): readonly SourceProblem[] {
  if (problems.length < 2) return problems;
  return problems.toSorted((left, right) => left.line - right.line || left.column - right.column);
}

function parsedFile(
  source: SourceText,
  documents: readonly YamlDocument[],
  isHelmValues: boolean,
): SourceFile {
  const roots = documents.filter(document => document.value !== undefined).map(document => document.tree);
  const found = findSuppressions(source, () =>
    roots.map(tree => tree.root).filter(root => root !== undefined),
  );
  const own = documents.flatMap(document => document.problems);
  const shown = isHelmValues ? own.filter(problem => problem.type !== 'not-a-manifest') : own;
  return {
    source,
    documents,
    isHelmTemplate: false,
    isHelmValues,
    suppressions: found.suppressions,
    problems: inTextOrder([...shown, ...found.problems]),
  };
}

/** Reads the text of a file; an InputError when it is beyond the limits. */
export function readSourceFile({ file, text, isHelmValues = false }: StateSource): SourceFile | InputError {
  const source = new SourceText(file, text);
  const helmAction = isHelmValues ? undefined : findHelmAction(text);
  if (helmAction !== undefined) return helmTemplate(source, helmAction);
  const read = readDocuments(source);
  if ('limit' in read) return new InputError(file, read.limit, 'Split it, or leave it out.');
  const action = templateAction(source, read.documents);
  if (action !== undefined) return helmTemplate(source, action);
  return parsedFile(source, read.documents, isHelmValues);
}
