/** Bundles the command line into dist/: one entry, parts loaded on demand, no dependency left to install. */
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..');

/** CommonJS packages inside the ES module bundle still call require for Node's own modules. */
const BANNER = `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`;

function packageFolder(input: string): string | undefined {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

/** The licences of the packages that ended up in the bundle, as they ask for. */
async function licenceTexts(inputs: readonly string[]): Promise<string> {
  const folders = [...new Set(inputs.flatMap(input => packageFolder(input) ?? []))].sort();
  const texts: string[] = [];
  for (const folder of folders) {
    const manifest = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const text = await firstFile(folder, [
      'LICENSE',
      'LICENSE.md',
      'LICENSE.txt',
      'license',
      'LICENCE',
      'LICENSE-MIT',
    ]);
    texts.push(
      `${String(manifest['name'])} ${String(manifest['version'])} (${String(manifest['license'])})\n\n${text}`,
    );
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function firstFile(folder: string, names: readonly string[]): Promise<string> {
  for (const name of names) {
    const text = await readFile(join(ROOT, folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) return `${text.trim()}\n`;
  }
  return '(the package ships no licence text)\n';
}

/**
 * Makes the bundle in a folder of its own: `stowage.js`, its chunks and the licences of what is in them. Whatever was in the
 * folder is gone. Says what was made.
 */
export async function buildBundle(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: {
      stowage: 'src/main.ts',
      // Looked for by the thread's starter beside itself, and that is among the chunks.
      'chunks/policy-worker': 'src/policy/policy-worker.ts',
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: BANNER },
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), await licenceTexts(Object.keys(metafile.inputs)));
  await chmod(join(folder, 'stowage.js'), 0o755);
  const outputs = Object.values(metafile.outputs);
  const bytes = outputs.reduce((sum, output) => sum + output.bytes, 0);
  return `${folder}: ${outputs.length} files, ${Math.round(bytes / 1024)} KiB`;
}

if (import.meta.main) console.log(await buildBundle(join(ROOT, 'dist')));
