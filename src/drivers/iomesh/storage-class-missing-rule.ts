import { stringAt } from '../../core/json.ts';
import type { JsonPath } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import type { ObjectRule } from '../../core/rule.ts';

interface NamedClass {
  /** Where the object names its StorageClass. */
  readonly path: JsonPath;
}

/** Makes an error rule for a StorageClass that an object names and that does not exist. */
export function storageClassMissingRule({
  path,
  ...rule
}: NamedClass & Omit<ObjectRule, 'check' | 'severity' | 'when'>): ObjectRule {
  return defineRule({
    ...rule,
    severity: 'error',
    check(object, { lookup }) {
      const name = stringAt(object, ...path);
      if (!name || lookup.get('StorageClass', undefined, name) !== undefined) return [];
      if (!lookup.isComplete('StorageClass')) return [{ path, needs: { kind: 'StorageClass', name } }];
      return [{ path, message: `StorageClass ${name} does not exist` }];
    },
  });
}
