import { dump } from 'js-yaml';
import type { JsonObject } from '../core/json.ts';

/** Writes plain data for programs. */
export function formatData(data: JsonObject, format: 'json' | 'yaml'): string {
  return format === 'json'
    ? `${JSON.stringify(data, null, 2)}\n`
    : dump(data, { lineWidth: -1, noRefs: true });
}
