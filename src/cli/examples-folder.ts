import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's folder of examples: it stands beside the sources in a checkout and beside the bundle in a package. */
export function examplesFolder(folder = import.meta.dirname): string {
  const candidate = join(folder, 'examples', 'cluster');
  const parent = dirname(folder);
  if (existsSync(candidate)) return dirname(candidate);
  if (parent === folder) throw new Error('the package has lost its folder of examples');
  return examplesFolder(parent);
}
