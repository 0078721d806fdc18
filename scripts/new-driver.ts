/** Makes a driver from the template: `npm run new:driver -- my-driver`. */
import { cp, readdir, readFile, rename } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  addToList,
  camelCase,
  checkAbsent,
  checkKebabCase,
  ROOT,
  run,
  titleCase,
  writeFormatted,
} from './scaffold.ts';

const TEMPLATE = { folder: '_template', id: 'example-storage' } as const;

function renamed(text: string, id: string): string {
  return text
    .replaceAll(TEMPLATE.folder, id)
    .replaceAll(TEMPLATE.id, id)
    .replaceAll(camelCase(TEMPLATE.id), camelCase(id))
    .replaceAll(titleCase(TEMPLATE.id), titleCase(id));
}

async function copyRenamed(from: string, to: string, id: string): Promise<readonly string[]> {
  await cp(from, to, { recursive: true });
  const made: string[] = [];
  for (const entry of await readdir(to, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const target = join(entry.parentPath, renamed(entry.name, id));
    if (target !== path) await rename(path, target);
    await writeFormatted(target, renamed(await readFile(target, 'utf8'), id));
    made.push(target);
  }
  return made.toSorted();
}

/** Copies the template and its test, fills in the id and registers the driver; returns the paths it made. */
export async function newDriver(root: string, id: string): Promise<readonly string[]> {
  checkKebabCase(id);
  const source = join(root, 'src', 'drivers', id);
  const test = join(root, 'test', 'drivers', id);
  checkAbsent(source, root);
  checkAbsent(test, root);
  const made = [
    ...(await copyRenamed(join(root, 'src', 'drivers', TEMPLATE.folder), source, id)),
    ...(await copyRenamed(join(root, 'test', 'drivers', TEMPLATE.folder), test, id)),
  ];
  const registry = join(root, 'src', 'drivers', 'registry.ts');
  await addToList(registry, camelCase(id), `./${id}/index.ts`);
  return [...made, registry].map(path => relative(root, path));
}

if (import.meta.main) {
  await run(async () => {
    const [id, ...others] = process.argv.slice(2);
    if (id === undefined || others.length > 0) throw new Error('usage: npm run new:driver -- ID');
    const made = await newDriver(ROOT, id);
    return [
      ...made,
      '',
      `Next: the provisioner in src/drivers/${id}/names.ts, a scene in test/drivers/driver-scenes.ts,`,
      'and what it makes of every behaviour in test/drivers/behaviours.test.ts.',
    ];
  });
}
