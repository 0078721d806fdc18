import type { SourceProblem } from '../core/source-problem.ts';
import { SOURCE_RULES } from '../hooks/all-rules.ts';
import type { FileState } from '../state/file-state.ts';
import type { SourceFile } from '../state/source-file.ts';
import { printable } from '../core/printable.ts';

function sentence(file: string, problem: SourceProblem): string {
  const place = `${file}:${problem.line}:${problem.column}`;
  const rule = SOURCE_RULES.find(candidate => candidate.problem === problem.type);
  const { message, fix = rule?.help } = rule?.describe(problem) ?? { message: problem.detail };
  return printable(`${place}: ${message}. ${fix ?? ''}`.trimEnd());
}

function lostIn({ source, documents, isHelmTemplate, problems }: SourceFile): readonly string[] {
  const reasons = isHelmTemplate
    ? problems
    : documents.flatMap(document => (document.value === undefined ? document.problems.slice(0, 1) : []));
  return reasons.map(problem => sentence(source.file, problem));
}

/** Why documents of files that could be read took no part: they do not parse, or are templates. One sentence each. */
export function lostDocuments({ files }: FileState): readonly string[] {
  return [...files.values()].flatMap(lostIn);
}
