/** Finds Helm in the cache, or builds it, and prints its folder: `node scripts/helm.ts`. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { builtPrograms, printFolder } from './go-programs.ts';
import type { Environment, GoPrograms, Report } from './go-programs.ts';

/** The Go module that pins what is built. */
const MODULE = resolve(import.meta.dirname, '../test/e2e/helm');

/** Linker flags without which Helm would not know its patch release. */
async function versionVariables(): Promise<readonly string[]> {
  const text = await readFile(join(MODULE, 'go.mod'), 'utf8');
  const version = /^\s*(?:require )?helm\.sh\/helm\/v4 (v\S+)/m.exec(text)?.[1];
  if (version === undefined) throw new Error(`${MODULE}/go.mod does not require helm.sh/helm/v4`);
  return [`-X helm.sh/helm/v4/internal/version.version=${version}`];
}

const HELM: GoPrograms = {
  name: 'Helm',
  folder: 'helm',
  module: MODULE,
  packages: { helm: 'helm.sh/helm/v4/cmd/helm' },
  variables: versionVariables,
};

/**
 * The folder of the cache that holds `helm`, built by the Go toolchain the first time.
 * @throws Error when there is no toolchain, or when the build fails.
 */
export async function helmFolder(env: Environment, report: Report): Promise<string> {
  return await builtPrograms(HELM, env, report);
}

if (import.meta.main) await printFolder(helmFolder);
