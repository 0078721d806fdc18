import { stringAt } from '../../../core/json.ts';
import type { JsonPath } from '../../../core/json.ts';
import { mustExist } from '../../../core/resolve.ts';
import { defineRule } from '../../../core/rule.ts';
import type { ObjectRule } from '../../../core/rule.ts';

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
      return name ? mustExist(lookup, { kind: 'StorageClass', name }, path) : [];
    },
  });
}
