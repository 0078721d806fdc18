import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputError } from './input-error.ts';
import { inputFailure } from './input-failure.ts';

const MANIFEST_ENDING = /\.(?:ya?ml|json)$/i;

/** A file to read. */
export interface FoundFile {
  readonly path: string;
  /** Whether its size is fixed; pipes and terminals give what they have until they end. */
  readonly isRegular: boolean;
}

/** Collects the manifests of files and folders; each is found once, however many ways lead to it. */
class FileSearch {
  readonly files: FoundFile[] = [];
  readonly errors: InputError[] = [];
  readonly #seen = new Set<string>();

  /** A path the user named: a folder is searched, anything else is read whatever it is called. */
  async addGiven(path: string): Promise<void> {
    try {
      const real = await realpath(path);
      const target = await stat(real);
      if (target.isDirectory()) await this.#addFolder(path, real);
      else this.#addFile(path, real, target.isFile());
    } catch (error) {
      this.errors.push(inputFailure(path, error));
    }
  }

  #addFile(path: string, real: string, isRegular: boolean): void {
    if (this.#isNew(real)) this.files.push({ path, isRegular });
  }

  #isNew(real: string): boolean {
    const { size } = this.#seen;
    return this.#seen.add(real).size > size;
  }

  async #addFolder(path: string, real: string): Promise<void> {
    if (!this.#isNew(real)) return;
    const entries = await readdir(real, { withFileTypes: true });
    for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      await this.#addEntry(entry, join(path, entry.name), join(real, entry.name));
    }
  }

  async #addEntry(entry: Dirent, path: string, real: string): Promise<void> {
    try {
      if (entry.isSymbolicLink()) await this.#addLink(path);
      else if (entry.isDirectory()) await this.#addFolder(path, real);
      else if (entry.isFile() && MANIFEST_ENDING.test(path)) this.#addFile(path, real, true);
    } catch (error) {
      this.errors.push(inputFailure(path, error));
    }
  }

  async #addLink(path: string): Promise<void> {
    const real = await realpath(path);
    const target = await stat(real);
    if (target.isDirectory()) await this.#addFolder(path, real);
    else if (target.isFile() && MANIFEST_ENDING.test(path)) this.#addFile(path, real, true);
  }
}

/** Files that were found, in a stable order, and what could not be searched. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly errors: readonly InputError[];
}

/**
 * Finds the manifests under paths: files as given, folders with everything beneath that ends in .yaml, .yml
 * or .json, by name. Folders that begin with a dot and node_modules are left out; links are followed, but
 * never twice.
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const search = new FileSearch();
  for (const path of paths) await search.addGiven(path);
  return search;
}
