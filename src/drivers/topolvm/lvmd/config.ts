import { arrayAt, isJsonObject, objectAt, stringAt } from '../../../core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../../core/json.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import type { ParseYaml } from '../../../core/yaml.ts';

/** The kind under which a file with `device-classes` at its top is checked. */
const FILE_KIND = 'LvmdConfig';
/** The key of a ConfigMap that holds the file. */
const FILE_NAME = 'lvmd.yaml';

/** The kinds that may hold a configuration of lvmd. */
export const LVMD_KINDS = [FILE_KIND, 'ConfigMap'] as const;

/** A configuration of lvmd, and where it is. */
export interface LvmdConfig {
  readonly json: JsonObject;
  /** The place of a field in the object that was checked: the whole text, where the configuration is inside a ConfigMap. */
  readonly placeOf: (path: JsonPath) => JsonPath;
  /** Whether places are exact, so that an edit can be made there. */
  readonly isExact: boolean;
}

/** A configuration that is no YAML mapping. */
export interface LvmdError {
  readonly error: string;
}

function textPath(): JsonPath {
  return ['data', FILE_NAME];
}

function parsed(text: string, parseYaml: ParseYaml): LvmdConfig | LvmdError {
  const result = parseYaml(text);
  if ('error' in result) return result;
  if (!isJsonObject(result.value)) return { error: 'it is not a mapping' };
  return { json: result.value, placeOf: textPath, isExact: false };
}

/** Reads the configuration of lvmd in an object; `undefined` when it holds none. */
export function readLvmdConfig(
  object: KubernetesObject,
  parseYaml: ParseYaml,
): LvmdConfig | LvmdError | undefined {
  if (object.kind === FILE_KIND) return { json: object, placeOf: path => path, isExact: true };
  const text = object.kind === 'ConfigMap' ? stringAt(object, 'data', FILE_NAME) : undefined;
  return text === undefined ? undefined : parsed(text, parseYaml);
}

/** The configuration of lvmd in an object; `undefined` when there is none, or it cannot be read. */
export function lvmdConfigOf(object: KubernetesObject, parseYaml: ParseYaml): LvmdConfig | undefined {
  const config = readLvmdConfig(object, parseYaml);
  return config === undefined || 'error' in config ? undefined : config;
}

/** One entry of a list of named classes. */
export interface LvmdClass {
  readonly json: JsonValue;
  /** Empty when it has none. */
  readonly name: string;
  readonly path: JsonPath;
}

function classesAt(config: LvmdConfig, list: string): readonly LvmdClass[] {
  return arrayAt(config.json, list).map((json, index) => ({
    json,
    name: stringAt(json, 'name') ?? '',
    path: [list, index],
  }));
}

/** The device classes of a configuration. */
export function deviceClassesOf(config: LvmdConfig): readonly LvmdClass[] {
  return classesAt(config, 'device-classes');
}

/** The classes of lvcreate options of a configuration. */
export function lvcreateOptionClassesOf(config: LvmdConfig): readonly LvmdClass[] {
  return classesAt(config, 'lvcreate-option-classes');
}

/** Says whether a device class makes thin volumes. */
export function isThin(deviceClass: LvmdClass): boolean {
  return stringAt(deviceClass.json, 'type') === 'thin';
}

/** The thin pool of a device class; `undefined` when it names none. */
export function thinPoolOf(deviceClass: LvmdClass): JsonObject | undefined {
  return objectAt(deviceClass.json, 'thin-pool');
}

/** All configurations of lvmd in the state. */
export function lvmdConfigs(lookup: Lookup, parseYaml: ParseYaml): readonly LvmdConfig[] {
  return LVMD_KINDS.flatMap(kind => lookup.list(kind))
    .map(object => lvmdConfigOf(object, parseYaml))
    .filter(config => config !== undefined);
}
