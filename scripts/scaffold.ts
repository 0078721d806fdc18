/** What the scaffolds share: names, checks and the registration in a list. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** The root of this repository. */
export const ROOT = resolve(import.meta.dirname, '..');

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Throws when a word is not in kebab-case. */
export function checkKebabCase(word: string): void {
  if (!KEBAB_CASE.test(word)) throw new Error(`"${word}" is not in kebab-case (my-word)`);
}

/** Throws when a file or folder is there already. */
export function checkAbsent(path: string, root: string): void {
  if (existsSync(path)) throw new Error(`${relative(root, path)} exists already`);
}

/** `my-word` as `myWord`. */
export function camelCase(kebab: string): string {
  return kebab.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `my-word` as `My Word`. */
export function titleCase(kebab: string): string {
  return kebab
    .split('-')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** Writes a file in this repository's format. */
export async function writeFormatted(path: string, text: string): Promise<void> {
  const config = await resolveConfig(path);
  await writeFile(path, await format(text, { ...config, filepath: path }));
}

function endOfImports(text: string): number {
  const last = [...text.matchAll(/^import\s[^;]*;$/gm)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

/** Imports a name in a module and puts it at the end of the list that the module exports. */
export async function addToList(path: string, name: string, from: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const imported = endOfImports(text);
  const end = text.lastIndexOf('];');
  if (end < imported) throw new Error(`${path} exports no list`);
  const list = text.slice(imported, end).trimEnd();
  const comma = /[[,]$/.test(list) ? '' : ',';
  const imports = `${text.slice(0, imported)}\nimport { ${name} } from '${from}';`;
  await writeFormatted(path, `${imports}${list}${comma} ${name}${text.slice(end)}`);
}

/** Runs a scaffold: says what it made, or why it could not, then with exit code 2. */
export async function run(make: () => Promise<readonly string[]>): Promise<void> {
  try {
    for (const line of await make()) console.log(line);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
