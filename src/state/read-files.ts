import { findFiles } from './find-files.ts';
import type { FoundFile } from './find-files.ts';
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

/** More readers only wait for each other: Node reads files in four threads. */
const READERS = 16;

async function readAll(files: readonly FoundFile[]): Promise<readonly (string | InputError)[]> {
  const texts: (string | InputError)[] = [];
  const queue = files.entries();
  async function reader(): Promise<void> {
    const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (const [index, file] of queue) texts[index] = await readText(file, chunk);
  }
  await Promise.all(Array.from({ length: Math.min(READERS, files.length) }, reader));
  return texts;
}

/** Reads files and folders; see {@link findFiles} for what of a folder is read. What fails does not stop the others. */
export async function readFiles(paths: readonly string[]): Promise<ReadFiles> {
  const found = await findFiles(paths);
  const texts = await readAll(found.files);
  const read = found.files.map(({ path }, index) => ({ file: path, text: texts[index] ?? '' }));
  return {
    sources: read.filter((source): source is StateSource => typeof source.text === 'string'),
    errors: [...found.errors, ...texts.filter(text => text instanceof InputError)],
  };
}
