import { stringAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import type { ObjectRule } from '../../core/rule.ts';
import type { HOSTPATH, DEVICE } from './names.ts';
import { PARAMETER, PROVISIONER } from './names.ts';

type ClassRule = Omit<ObjectRule, 'kinds' | 'when'> & {
  /** The volume type of the classes it is about; all unless said. */
  readonly volumeType?: typeof HOSTPATH | typeof DEVICE;
};

/** Says whether a StorageClass is served by the LocalPV Manager. */
export function isLocalpvClass(storageClass: JsonObject): boolean {
  return stringAt(storageClass, 'provisioner') === PROVISIONER;
}

/** One parameter of a StorageClass; `undefined` when it is absent or not a string. */
export function parameterOf(storageClass: JsonObject, key: string): string | undefined {
  return stringAt(storageClass, 'parameters', key);
}

/** Defines a rule on the StorageClasses of the LocalPV Manager. */
export function defineClassRule({ volumeType, check, ...rule }: ClassRule): ObjectRule {
  return defineRule({
    ...rule,
    kinds: ['StorageClass'],
    check(storageClass, context) {
      if (!isLocalpvClass(storageClass)) return [];
      const own = parameterOf(storageClass, PARAMETER.volumeType);
      return volumeType === undefined || volumeType === own ? check(storageClass, context) : [];
    },
  });
}
