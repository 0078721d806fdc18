import type { JsonObject, JsonValue } from '../core/json.ts';
import { validateConfig } from '../generated/config.ts';
import type { Config } from './config.ts';
import { environmentName } from './option.ts';
import type { Option } from './option.ts';
import { OPTIONS } from './options.ts';

/** Where values come from, the strongest first: flags, then the environment, then the file, then the defaults. */
export interface ConfigSources {
  /** Values given as flags, by option name. */
  readonly flags: JsonObject;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The configuration file's content. */
  readonly file: JsonObject;
}

/** Why a configuration cannot be used: one sentence for each mistake. */
export interface ConfigErrors {
  readonly errors: readonly string[];
}

function fromEnvironment(option: Option, text: string): JsonValue {
  return option.type === 'list' ? text.split(',').map(item => item.trim()) : text;
}

function environmentValues(environment: ConfigSources['environment']): JsonObject {
  const values = OPTIONS.flatMap(option => {
    const text = environment[environmentName(option.name)];
    return text === undefined || text === '' ? [] : [[option.name, fromEnvironment(option, text)] as const];
  });
  return Object.fromEntries(values);
}

/**
 * Merges the sources into a configuration. Texts become numbers and booleans where the table asks for them; unknown
 * members and impossible values are errors that name the member and what is allowed.
 */
export function readConfig(sources: ConfigSources): Config | ConfigErrors {
  const merged: unknown = structuredClone({
    ...sources.file,
    ...environmentValues(sources.environment),
    ...sources.flags,
  });
  if (validateConfig(merged)) return merged;
  return { errors: (validateConfig.errors ?? []).map(describeError) };
}

function describeError(error: {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: object;
}): string {
  const place = error.instancePath === '' ? '' : `${error.instancePath.slice(1).replaceAll('/', '.')} `;
  const params = error.params;
  if ('allowedValues' in params && Array.isArray(params.allowedValues)) {
    return `${place}must be one of: ${params.allowedValues.join(', ')}`;
  }
  if ('additionalProperty' in params)
    return `${place}has an unknown member "${String(params.additionalProperty)}"`;
  return `${place}${error.message ?? 'is not valid'}`;
}
