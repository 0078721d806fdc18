import type { Edit } from '../core/finding.ts';
import { equalJson } from '../core/json-equal.ts';
import type { JsonValue } from '../core/json.ts';
import { findDocumentEnd } from './document-end.ts';
import { editContext } from './edit/edit-context.ts';
import { editValue } from './edit/edit-value.ts';
import { inDocument, planEdit } from './edit/plan-edit.ts';
import { Refusal } from './edit/refusal.ts';
import { applySplices, overlap } from './edit/splice.ts';
import type { Splice } from './edit/splice.ts';
import type { Manifest } from './manifest.ts';
import { orFailure, readYaml } from './read-yaml.ts';
import type { SourceText } from './source-text.ts';
import { splitDocuments } from './split-documents.ts';
import type { YamlDocument } from './yaml-document.ts';
import { YamlFailure } from './yaml-failure.ts';

const NOT_INTENDED = 'the text would not mean what is intended';

/** An edit of one object of a file. */
export interface EditRequest {
  readonly manifest: Manifest;
  /** Its paths are those of the object. */
  readonly edit: Edit;
}

/** An edit that was not made. */
interface RefusedEdit<Request extends EditRequest> {
  readonly request: Request;
  /** A clause without a final period. */
  readonly reason: string;
}

/** A file's text after edits. */
export interface EditedText<Request extends EditRequest> {
  readonly text: string;
  readonly applied: readonly Request[];
  readonly refused: readonly RefusedEdit<Request>[];
}

interface DocumentEdits<Request extends EditRequest> {
  readonly splices: readonly Splice[];
  readonly applied: readonly Request[];
  readonly refused: readonly RefusedEdit<Request>[];
  /** What the document means afterwards. */
  readonly value: JsonValue;
}

/** Reads the edited document again: only what was intended may have changed. */
function holds({ tree }: YamlDocument, splices: readonly Splice[], value: JsonValue): boolean {
  const base = tree.range.start;
  const local = splices.map(({ start, end, text }) => ({ start: start - base, end: end - base, text }));
  const edited = applySplices(tree.text, local);
  if (splitDocuments(edited).length > 1 || findDocumentEnd(edited) !== undefined) return false;
  const read = orFailure(() => readYaml(edited));
  return !(read instanceof YamlFailure) && equalJson(read.value, value);
}

/** Collects the changes of one document; with `isCareful` each is checked by reading the document again. */
function editDocument<Request extends EditRequest>(
  document: YamlDocument,
  requests: readonly Request[],
  isCareful: boolean,
): DocumentEdits<Request> {
  const { root, source } = document.tree;
  const context = root && editContext(source.text, root);
  let splices: readonly Splice[] = [];
  let value = document.value ?? null;
  const applied: Request[] = [];
  const refused: RefusedEdit<Request>[] = [];
  for (const request of requests) {
    try {
      if (context === undefined) throw new Refusal('the document is empty');
      const edit = inDocument(request.edit, request.manifest.root);
      const planned = withPlanned(splices, planEdit(context, edit));
      const intended = editValue(value, edit);
      if (isCareful && !holds(document, planned, intended)) throw new Refusal(NOT_INTENDED);
      [splices, value] = [planned, intended];
      applied.push(request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ request, reason: error.message });
    }
  }
  return { splices, applied, refused, value };
}

function withPlanned(splices: readonly Splice[], planned: readonly Splice[]): readonly Splice[] {
  const touches = planned.some(one => splices.some(other => overlap(one, other)));
  if (touches) throw new Refusal('it touches the same text as another change');
  return [...splices, ...planned];
}

/**
 * Makes edits on the text of one file, so that comments, order, quotes and line breaks stay as they are.
 * Where two touch the same text the first is made; every document is read again, and an edit that would
 * change anything else is not made.
 * @param requests edits of objects of that file
 */
export function applyEdits<Request extends EditRequest>(
  source: SourceText,
  requests: readonly Request[],
): EditedText<Request> {
  const documents = [...Map.groupBy(requests, request => request.manifest.document)].map(
    ([document, own]) => {
      const edits = editDocument(document, own, false);
      return holds(document, edits.splices, edits.value) ? edits : editDocument(document, own, true);
    },
  );
  return {
    text: applySplices(
      source.text,
      documents.flatMap(edits => edits.splices),
    ),
    applied: documents.flatMap(edits => edits.applied),
    refused: documents.flatMap(edits => edits.refused),
  };
}
