import { entriesAt, isJsonObject, member, stringAt } from '../core/json.ts';
import type { JsonObject, JsonValue } from '../core/json.ts';
import type { ParseYaml } from '../core/yaml.ts';
import { parseListenAddress } from './listen-address.ts';
import type { ListenAddress } from './listen-address.ts';
import type { Strategy } from './score.ts';

/** How nodes are scored; device classes as StorageClasses name them. */
export interface ExtenderConfig {
  /** Where the file says to listen. */
  readonly listen?: ListenAddress;
  /** Divides free GiB before the score is taken, for classes without a divisor of their own. */
  readonly defaultDivisor: number;
  readonly divisors: ReadonlyMap<string, number>;
  readonly defaultStrategy: Strategy;
  readonly strategies: ReadonlyMap<string, Strategy>;
}

/** What holds without a file. */
export const DEFAULT_EXTENDER_CONFIG: ExtenderConfig = {
  defaultDivisor: 1,
  divisors: new Map(),
  defaultStrategy: 'spread',
  strategies: new Map(),
};

interface ConfigError {
  readonly error: string;
}

type Read<Value> = (value: JsonValue, key: string) => Value | ConfigError;

function isError(value: unknown): value is ConfigError {
  return typeof value === 'object' && value !== null && 'error' in value;
}

function readDivisor(value: JsonValue, key: string): number | ConfigError {
  if (typeof value !== 'number') return { error: `${key} must be a number` };
  return value > 0 && Number.isFinite(value) ? value : { error: `invalid divisor: ${key} is ${value}` };
}

function readStrategy(value: JsonValue, key: string): Strategy | ConfigError {
  if (value === 'spread' || value === 'pack' || value === 'off') return value;
  return { error: `${key} must be spread, pack or off` };
}

/** Reads one field; absent and null leave the default. */
function readField<Value>(
  file: JsonObject,
  key: string,
  fallback: Value,
  read: Read<Value>,
): Value | ConfigError {
  const value = member(file, key) ?? null;
  return value === null ? fallback : read(value, key);
}

function readClasses<Value>(
  file: JsonObject,
  key: string,
  read: Read<Value>,
): ReadonlyMap<string, Value> | ConfigError {
  const value = member(file, key) ?? null;
  if (value !== null && !isJsonObject(value)) return { error: `${key} must be a map from device classes` };
  const classes = new Map<string, Value>();
  for (const [name, entry] of entriesAt(value)) {
    const result = read(entry, `${key}.${name}`);
    if (isError(result)) return result;
    classes.set(name, result);
  }
  return classes;
}

function readListen(file: JsonObject): ListenAddress | ConfigError | undefined {
  const value = member(file, 'listen') ?? null;
  if (value === null) return undefined;
  const address = parseListenAddress(stringAt(value) ?? '');
  return address ?? { error: 'listen must be HOST:PORT or :PORT' };
}

/**
 * Reads the configuration file of topolvm-scheduler (`listen`, `default-divisor`, `divisors`), with `default-strategy` and
 * `strategies` besides. As there, other keys are passed over; the default divisor is checked like the others.
 * @see https://github.com/topolvm/topolvm/blob/main/docs/topolvm-scheduler.md
 */
export function parseExtenderConfig(text: string, parseYaml: ParseYaml): ExtenderConfig | ConfigError {
  const parsed = parseYaml(text);
  if ('error' in parsed) return parsed;
  if (parsed.value !== null && !isJsonObject(parsed.value)) return { error: 'the file must be a map' };
  const file = parsed.value ?? {};
  const defaults = DEFAULT_EXTENDER_CONFIG;
  const listen = readListen(file);
  const defaultDivisor = readField(file, 'default-divisor', defaults.defaultDivisor, readDivisor);
  const divisors = readClasses(file, 'divisors', readDivisor);
  const defaultStrategy = readField(file, 'default-strategy', defaults.defaultStrategy, readStrategy);
  const strategies = readClasses(file, 'strategies', readStrategy);
  if (isError(listen)) return listen;
  if (isError(defaultDivisor)) return defaultDivisor;
  if (isError(divisors)) return divisors;
  if (isError(defaultStrategy)) return defaultStrategy;
  if (isError(strategies)) return strategies;
  return { ...(listen && { listen }), defaultDivisor, divisors, defaultStrategy, strategies };
}
