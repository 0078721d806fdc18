import { stateOf } from './file-state.ts';
import type { FileState, StateOptions } from './file-state.ts';
import { readFiles } from './read-files.ts';
import type { StateSource } from './read-files.ts';

/** What {@link readState} reads besides paths. */
export interface ReadStateOptions extends StateOptions {
  /** The text that the path `-` stands for. */
  readonly stdin?: StateSource;
  /** Paths of files that hold Helm values instead of manifests; they are read last. */
  readonly helmValues?: readonly string[];
}

/** Reads manifests in files and folders as cluster state; see `findFiles` for what of a folder is read. */
export async function readState(
  paths: readonly string[],
  { stdin, helmValues = [], ...options }: ReadStateOptions = {},
): Promise<FileState> {
  const manifests = await readFiles(paths.filter(path => path !== '-'));
  const values = await readFiles(helmValues);
  const isGiven = stdin !== undefined && paths.includes('-');
  const state = stateOf(
    [
      ...(isGiven ? [stdin] : []),
      ...manifests.sources,
      ...values.sources.map(source => ({ ...source, isHelmValues: true })),
    ],
    options,
  );
  return { ...state, errors: [...manifests.errors, ...values.errors, ...state.errors] };
}
