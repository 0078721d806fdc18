import type { Report, Undecided } from '../../core/finding.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { defineRule } from '../../core/rule.ts';
import type { ObjectRule, RuleContext } from '../../core/rule.ts';
import { decodeStorageClass } from '../../core/storage-class.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import { isIomeshProvisioner } from './names.ts';

/** A rule on StorageClasses of the IOMesh CSI driver. */
export interface ClassRule extends Omit<ObjectRule, 'kinds' | 'when' | 'check'> {
  /** The mistakes in one class; paths start at the object's root. */
  readonly check: (
    storageClass: StorageClass,
    context: RuleContext,
    object: KubernetesObject,
  ) => Iterable<Report | Undecided>;
}

/** Defines a rule that passes over the StorageClasses of other provisioners. */
export function defineClassRule(rule: ClassRule): ObjectRule {
  return defineRule({
    ...rule,
    kinds: ['StorageClass'],
    check(object, context) {
      const storageClass = decodeStorageClass(object);
      if (!isIomeshProvisioner(storageClass.provisioner, context.settings)) return [];
      return rule.check(storageClass, context, object);
    },
  });
}
