import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CORE_SCHEMA, loadAll, YAMLException } from 'js-yaml';
import { isJsonObject } from '../core/json.ts';
import type { JsonObject } from '../core/json.ts';
import type { Config } from '../config/config.ts';
import { readConfig } from '../config/read-config.ts';
import type { Environment } from './environment.ts';
import { UsageError } from './usage-error.ts';

const FILE_NAME = '.stowage.yaml';

async function nearestFile(folder: string): Promise<{ path: string; text: string } | undefined> {
  const path = join(folder, FILE_NAME);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined) return { path, text };
  const parent = dirname(folder);
  return parent === folder ? undefined : await nearestFile(parent);
}

async function givenFile(cwd: string, name: string): Promise<{ path: string; text: string }> {
  const path = resolve(cwd, name);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(
      `--config: ${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  return { path: name, text };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof YAMLException)) throw error;
  const line = error.mark === undefined ? '' : `line ${error.mark.line + 1}: `;
  return `${line}${error.reason}`;
}

/** YAML 1.2, unlike manifests: a bare `off` is the severity and not the boolean. */
function parseFile(path: string, text: string): JsonObject {
  let content: unknown;
  try {
    [content] = loadAll(text, { schema: CORE_SCHEMA });
  } catch (error) {
    throw new UsageError(`${path} is not valid YAML: ${reasonOf(error)}`);
  }
  content ??= {};
  if (!isJsonObject(content)) throw new UsageError(`${path} must hold a mapping of options`);
  return content;
}

/** Reads the configuration from flags, environment and file (`--config FILE`, or the nearest `.stowage.yaml` upwards). */
export async function loadConfig(
  environment: Environment,
  flags: JsonObject,
  configFile?: string,
): Promise<Config> {
  const file =
    configFile === undefined
      ? await nearestFile(environment.cwd)
      : await givenFile(environment.cwd, configFile);
  const sources = {
    flags,
    environment: environment.variables,
    file: file === undefined ? {} : parseFile(file.path, file.text),
  };
  const config = readConfig(sources);
  if (!('errors' in config)) return config;
  const place =
    file === undefined ? 'configuration' : `configuration (${file.path}, flags or STOWAGE_* variables)`;
  throw new UsageError(`${place}: ${config.errors.join('; ')}`, 'See docs/configuration.md for the options.');
}
