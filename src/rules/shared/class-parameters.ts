import type { Report } from '../../core/finding.ts';
import { at, entriesAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { parameterPath } from '../../core/storage-class.ts';

/** The keys of a StorageClass's parameters, those with malformed values included. */
export function parameterKeys(storageClass: JsonObject): readonly string[] {
  return entriesAt(storageClass, 'parameters').map(([key]) => key);
}

/** Says whether a StorageClass has a parameter. */
export function hasParameter(storageClass: JsonObject, key: string): boolean {
  return at(storageClass, 'parameters', key) !== undefined;
}

/** Reports a parameter for its key. */
export function wrongKey(key: string, report: Omit<Report, 'path' | 'target'>): Report {
  return { path: parameterPath(key), target: 'key', ...report };
}
