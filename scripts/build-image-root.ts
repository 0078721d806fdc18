/** Makes the files of the container image in dist/image-root/, without a container engine: `npm run build:image-root`. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildBundle } from './build.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** Folder of the image that holds everything of ours. */
const APP = 'app';

/** Node takes the bundle for ES modules because of it, without looking into each file first. */
async function imageManifest(): Promise<string> {
  const { name, version, license, type } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  return `${JSON.stringify({ name, version, license, type }, null, 2)}\n`;
}

/** Makes the file tree of the image in a folder: the bundle, the examples for the demo, the licences. */
export async function buildImageRoot(folder: string): Promise<string> {
  const app = join(folder, APP);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const report = await buildBundle(app);
  await writeFile(join(app, 'package.json'), await imageManifest());
  await cp(join(ROOT, 'LICENSE'), join(app, 'LICENSE'));
  await cp(join(ROOT, 'examples'), join(app, 'examples'), { recursive: true });
  return report;
}

if (import.meta.main) console.log(await buildImageRoot(join(ROOT, 'dist/image-root')));
