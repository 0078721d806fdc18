import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { VERSION } from '../version.ts';

/** `stowage version`: says the version, and that of Node with `-o json`. */
export function versionCommand(environment: Environment, options: { output?: 'json' }): number {
  const data = {
    version: VERSION,
    node: process.versions.node,
    platform: `${process.platform}/${process.arch}`,
  };
  environment.stdout.write(
    options.output === 'json' ? `${JSON.stringify(data, null, 2)}\n` : `stowage ${VERSION}\n`,
  );
  return EXIT.yes;
}
