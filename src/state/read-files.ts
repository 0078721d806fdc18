import { findFiles } from './find-files.ts';
import { InputError } from './input-error.ts';
import { CHUNK_BYTES, readText } from './read-text.ts';

/** The text of a file that was read or given. */
export interface StateSource {
  /** The path as it was given or found; what findings call the file. */
  readonly file: string;
  readonly text: string;
  /** Whether it holds Helm values instead of manifests. */
  readonly isHelmValues?: boolean;
}

/** The texts of files, in a stable order, and the files that could not be read. */
export interface ReadFiles {
  readonly sources: readonly StateSource[];
  readonly errors: readonly InputError[];
}

/**
 * Reads files and folders; see {@link findFiles} for what of a folder is read. What fails does not stop the
 * others.
 */
export async function readFiles(paths: readonly string[]): Promise<ReadFiles> {
  const found = await findFiles(paths);
  const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  const sources: StateSource[] = [];
  const errors = [...found.errors];
  for (const file of found.files) {
    const text = await readText(file, chunk);
    if (text instanceof InputError) errors.push(text);
    else sources.push({ file: file.path, text });
  }
  return { sources, errors };
}
