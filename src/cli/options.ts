import { Option } from 'commander';
import type { Command } from 'commander';
import type { JsonObject, JsonValue } from '../core/json.ts';
import { environmentName, kebabCase } from '../config/option.ts';
import type { Option as ConfigOption, OptionArea } from '../config/option.ts';
import { OPTIONS } from '../config/options.ts';

/** Adds a repeatable option's value to those given before. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** Reads a list that is separated by commas; a repeated option adds to it. */
export function commaList(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, ...value.split(',').map(item => item.trim())];
}

function flagOf(option: ConfigOption): Option {
  const flag = `--${kebabCase(option.name)}`;
  const description = `${option.description} [env: ${environmentName(option.name)}]`;
  if (option.type === 'boolean')
    return new Option(`${flag} <true|false>`, description).choices(['true', 'false']);
  if (option.type === 'list') return new Option(`${flag} <a,b,…>`, description).argParser(commaList);
  const plain = new Option(`${flag} <value>`, description);
  return option.type === 'choice' ? plain.choices(option.choices) : plain;
}

/** Gives a command the flags of some areas of the option table, and `--config`. */
export function addConfigOptions(command: Command, ...areas: readonly OptionArea[]): Command {
  for (const option of OPTIONS) if (areas.includes(option.area)) command.addOption(flagOf(option));
  return command.option(
    '--config <file>',
    'configuration file; the nearest .stowage.yaml upwards unless given',
  );
}

/** The values of the option table that were given as flags. */
export function configFlags(options: Readonly<Record<string, unknown>>): JsonObject {
  const given = OPTIONS.flatMap(({ name }): (readonly [string, JsonValue])[] => {
    const value = options[name];
    if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
      return [[name, value]];
    return Array.isArray(value) ? [[name, value.filter(item => typeof item === 'string')]] : [];
  });
  return Object.fromEntries(given);
}
