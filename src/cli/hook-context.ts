import type { Config } from '../config/config.ts';
import { settingsOf } from '../config/config.ts';
import type { HookContext } from '../hooks/context.ts';
import { parseYaml } from '../state/parse-yaml.ts';
import { loadConfig } from './config-file.ts';
import type { Environment } from './environment.ts';
import { configFlags } from './options.ts';
import { loadState } from './inputs.ts';

/** Flags of commands that decide on a given state. */
export interface ContextOptions extends Readonly<Record<string, unknown>> {
  readonly namespace: string;
  readonly state: readonly string[];
  readonly config?: string;
}

/** Loads the configuration and the state that a command decides on. */
export async function loadHookContext(
  environment: Environment,
  options: ContextOptions,
): Promise<HookContext & { readonly config: Config }> {
  const config = await loadConfig(environment, configFlags(options), options.config);
  const lookup = await loadState(environment, options);
  return { config, lookup, settings: settingsOf(config), parseYaml };
}
