import { arrayAt, entriesAt, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';

function owns(entry: JsonValue, annotation: string): boolean {
  const fields = entriesAt(entry, 'fieldsV1', 'f:metadata', 'f:annotations');
  return fields.some(([field]) => field === `f:${annotation}`);
}

/**
 * When one of its annotations was last written, in milliseconds since 1970 and to the second: by the entries of
 * `metadata.managedFields` that own it. `undefined` when the object does not carry them.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function annotationWrittenAt(object: JsonObject, annotation: string): number | undefined {
  const times = arrayAt(object, 'metadata', 'managedFields')
    .filter(entry => owns(entry, annotation))
    .map(entry => Date.parse(stringAt(entry, 'time') ?? ''))
    .filter(time => !Number.isNaN(time));
  return times.length === 0 ? undefined : Math.max(...times);
}
