import { nameOf } from '../core/kubernetes-object.ts';
import { ObjectStore } from '../core/object-store.ts';
import type { SourceProblem } from '../core/source-problem.ts';
import { definedScopes, isClusterScoped } from './cluster-scope.ts';
import { InputError } from './input-error.ts';
import { Manifest, withNamespace } from './manifest.ts';
import type { StateSource } from './read-files.ts';
import { readSourceFile } from './source-file.ts';
import type { SourceFile } from './source-file.ts';
import { objectsOf } from './written-objects.ts';
import type { FileObjects } from './written-objects.ts';

/** Options of {@link stateOf}. */
export interface StateOptions {
  /** The namespace of namespaced objects that name none; `default` unless said. */
  readonly namespace?: string;
}

/** A problem of a text, with its file. */
export interface LocatedProblem extends SourceProblem {
  readonly file: string;
}

/** How much was read. */
interface StateCounts {
  /** Files that were read. */
  readonly files: number;
  /** Objects in them, those of Lists one by one. */
  readonly objects: number;
  /** Documents with content that are no Kubernetes objects. */
  readonly skipped: number;
  /** Files that are Helm templates and were not parsed. */
  readonly helmTemplates: number;
}

/** Manifests as cluster state. */
export interface FileState {
  readonly manifests: readonly Manifest[];
  /** What is wrong with the texts, in the order of the files. */
  readonly problems: readonly LocatedProblem[];
  readonly counts: StateCounts;
  /** Files that could not be read. */
  readonly errors: readonly InputError[];
  /** All objects that have a name; the last one counts when two are the same. */
  readonly store: ObjectStore;
  /** The files that were read, by name, for showing their lines, their suppressions, and editing them. */
  readonly files: ReadonlyMap<string, SourceFile>;
}

interface FileAndObjects {
  readonly file: SourceFile;
  readonly content: FileObjects;
}

function manifestsOf(read: readonly FileAndObjects[], namespace: string): readonly Manifest[] {
  const scopes = definedScopes(read.flatMap(({ content }) => content.objects.map(({ object }) => object)));
  return read.flatMap(({ file, content }) =>
    content.objects.map((written, index) => {
      const { object } = written;
      const placed = isClusterScoped(object, scopes) ? object : withNamespace(object, namespace);
      return new Manifest(file.source.file, index, written, placed);
    }),
  );
}

function storeOf(manifests: readonly Manifest[], isComplete: boolean): ObjectStore {
  const store = new ObjectStore(isComplete ? { complete: 'all' } : {});
  for (const { object } of manifests) if (nameOf(object) !== '') store.set(object);
  return store;
}

function located({ source, problems }: SourceFile): readonly LocatedProblem[] {
  return problems.map(problem => ({ ...problem, file: source.file }));
}

/** Makes cluster state of texts; what is wrong with one does not hide the others. */
export function stateOf(
  sources: readonly StateSource[],
  { namespace = 'default' }: StateOptions = {},
): FileState {
  const results = sources.map(readSourceFile);
  const files = results.filter((result): result is SourceFile => !(result instanceof InputError));
  const read = files.map(file => ({ file, content: objectsOf(file) }));
  const manifests = manifestsOf(read, namespace);
  return {
    manifests,
    problems: files.flatMap(located),
    counts: {
      files: files.length,
      objects: manifests.length,
      skipped: read.reduce((sum, { content }) => sum + content.skipped, 0),
      helmTemplates: files.filter(file => file.isHelmTemplate).length,
    },
    errors: results.filter(result => result instanceof InputError),
    store: storeOf(
      manifests,
      read.some(({ content }) => content.isComplete),
    ),
    files: new Map(files.map(file => [file.source.file, file])),
  };
}
