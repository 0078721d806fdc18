import type { JsonPath, JsonValue } from '../../../core/json.ts';
import { deviceClassesOf, lvcreateOptionClassesOf, thinPoolOf } from './config.ts';
import type { LvmdConfig } from './config.ts';
import {
  CONFIG_FIELDS,
  DEVICE_CLASS_FIELDS,
  LVCREATE_OPTION_CLASS_FIELDS,
  THIN_POOL_FIELDS,
} from './fields.ts';
import type { Fields } from './fields.ts';

/** A mapping in the configuration and the fields that it may have. */
export interface Level {
  readonly json: JsonValue;
  readonly path: JsonPath;
  readonly fields: Fields;
}

/** Every mapping of a configuration. */
export function levelsOf(config: LvmdConfig): readonly Level[] {
  return [
    { json: config.json, path: [], fields: CONFIG_FIELDS },
    ...deviceClassesOf(config).flatMap(({ json, path, ...rest }) => {
      const level = { json, path, fields: DEVICE_CLASS_FIELDS };
      const pool = thinPoolOf({ json, path, ...rest });
      if (pool === undefined) return [level];
      return [level, { json: pool, path: [...path, 'thin-pool'], fields: THIN_POOL_FIELDS }];
    }),
    ...lvcreateOptionClassesOf(config).map(({ json, path }) => ({
      json,
      path,
      fields: LVCREATE_OPTION_CLASS_FIELDS,
    })),
  ];
}
