import type { Edit, Report } from '../../core/finding.ts';
import { at, entriesAt } from '../../core/json.ts';
import type { JsonObject, JsonPath } from '../../core/json.ts';

/** Where a parameter of a StorageClass stands. */
export function parameterPath(key: string): JsonPath {
  return ['parameters', key];
}

/** The keys of a StorageClass's parameters, those with malformed values included. */
export function parameterKeys(storageClass: JsonObject): readonly string[] {
  return entriesAt(storageClass, 'parameters').map(([key]) => key);
}

/** Says whether a StorageClass has a parameter. */
export function hasParameter(storageClass: JsonObject, key: string): boolean {
  return at(storageClass, 'parameters', key) !== undefined;
}

/** The edit that renames a parameter, unless the new key is taken. */
export function renamed(storageClass: JsonObject, key: string, to: string): { readonly edit?: Edit } {
  if (hasParameter(storageClass, to)) return {};
  return { edit: { type: 'rename-key', path: parameterPath(key), key: to } };
}

/** Reports a parameter for its key. */
export function wrongKey(key: string, report: Omit<Report, 'path' | 'target'>): Report {
  return { path: parameterPath(key), target: 'key', ...report };
}
