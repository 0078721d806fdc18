/** Makes every generated file, or with --check says which ones differ from what would be made. */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { configValidator } from './generators/config-validator.ts';
import { helmChart } from './generators/chart/chart.ts';
import { configDocs } from './generators/config-docs.ts';
import { kustomizeManifests } from './generators/kustomize.ts';
import { errorDocs } from './generators/error-docs.ts';
import { openApi } from './generators/openapi.ts';
import { ruleDocs } from './generators/rule-docs.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** Folders that hold nothing but generated files: what no generator makes is left over and removed. */
const OWNED_FOLDERS = [
  'docs/rules',
  'manifests/base',
  'manifests/chart/templates',
  'manifests/overlays/cert-manager',
  'manifests/overlays/self-signed',
  'src/generated',
];
/** The exceptions: files in these folders that are written by hand. */
const WRITTEN = ['_helpers.tpl', 'validate.yaml', 'NOTES.txt'].map(
  name => `manifests/chart/templates/${name}`,
);

/** A file to be written: path from the root of the repository, content. */
export type GeneratedFile = readonly [path: string, content: string];

async function leftOvers(files: readonly GeneratedFile[]): Promise<string[]> {
  const made = new Set([...WRITTEN, ...files.map(([path]) => path)].map(path => resolve(ROOT, path)));
  const found: string[] = [];
  for (const folder of OWNED_FOLDERS) {
    const names = await readdir(resolve(ROOT, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of names) if (entry.isFile()) found.push(resolve(entry.parentPath, entry.name));
  }
  return found.filter(path => !made.has(path));
}

async function differs([path, content]: GeneratedFile): Promise<boolean> {
  return (await readFile(resolve(ROOT, path), 'utf8').catch(() => undefined)) !== content;
}

async function main(): Promise<void> {
  const files = [
    ...configValidator(),
    ...configDocs(),
    ...errorDocs(),
    ...openApi(),
    ...ruleDocs(),
    ...kustomizeManifests(),
    ...helmChart(),
  ];
  const stale: string[] = [];
  for (const file of files) if (await differs(file)) stale.push(file[0]);
  const extra = await leftOvers(files);
  if (process.argv.includes('--check')) {
    for (const path of stale) console.error(`${path} differs from what is generated; run npm run generate`);
    for (const path of extra)
      console.error(`${relative(ROOT, path)} is made by no generator; run npm run generate`);
    process.exitCode = stale.length + extra.length > 0 ? 1 : 0;
    return;
  }
  for (const [path, content] of files.filter(([path]) => stale.includes(path))) {
    await mkdir(dirname(resolve(ROOT, path)), { recursive: true });
    await writeFile(resolve(ROOT, path), content);
  }
  for (const path of extra) await rm(path);
  console.log(`${files.length} generated files, ${stale.length} written, ${extra.length} removed`);
}

await main();
