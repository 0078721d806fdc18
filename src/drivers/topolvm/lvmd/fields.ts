import { isJsonArray, isJsonObject } from '../../../core/json.ts';
import type { JsonValue } from '../../../core/json.ts';

/** What lvmd reads into a field; anything else keeps it from starting. */
export type FieldType = 'string' | 'boolean' | 'unsigned' | 'number' | 'strings' | 'objects' | 'object';

/** The fields of one level of the configuration. */
export type Fields = ReadonlyMap<string, FieldType>;

/** The fields of the whole configuration (https://github.com/topolvm/topolvm/blob/main/docs/lvmd.md). */
export const CONFIG_FIELDS: Fields = new Map([
  ['socket-name', 'string'],
  ['device-classes', 'objects'],
  ['lvcreate-option-classes', 'objects'],
  ['lvm-command-prefix', 'strings'],
]);

/** The fields of a device class. */
export const DEVICE_CLASS_FIELDS: Fields = new Map([
  ['name', 'string'],
  ['volume-group', 'string'],
  ['default', 'boolean'],
  ['spare-gb', 'unsigned'],
  ['stripe', 'unsigned'],
  ['stripe-size', 'string'],
  ['lvcreate-options', 'strings'],
  ['type', 'string'],
  ['thin-pool', 'object'],
]);

/** The fields of a thin pool. */
export const THIN_POOL_FIELDS: Fields = new Map([
  ['name', 'string'],
  ['overprovision-ratio', 'number'],
]);

/** The fields of a class of lvcreate options. */
export const LVCREATE_OPTION_CLASS_FIELDS: Fields = new Map([
  ['name', 'string'],
  ['options', 'strings'],
]);

/** Each type in words that follow "must be". */
export const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  string: 'a string',
  boolean: 'true or false',
  unsigned: 'a whole number, 0 or more',
  number: 'a number',
  strings: 'a list of strings',
  objects: 'a list of mappings',
  object: 'a mapping',
};

const MATCHES: Readonly<Record<FieldType, (value: JsonValue) => boolean>> = {
  string: value => typeof value === 'string',
  boolean: value => typeof value === 'boolean',
  unsigned: value => typeof value === 'number' && Number.isInteger(value) && value >= 0,
  number: value => typeof value === 'number',
  strings: value => isJsonArray(value) && value.every(item => typeof item === 'string'),
  objects: value => isJsonArray(value) && value.every(isJsonObject),
  object: isJsonObject,
};

/** Says whether lvmd can read a value; null stands for a field that is not there. */
export function hasType(value: JsonValue, type: FieldType): boolean {
  return value === null || MATCHES[type](value);
}
