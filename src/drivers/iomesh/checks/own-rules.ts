import { defineOwnClaimRule, defineOwnClassRule } from '../../../core/own-rules.ts';
import type { OwnClaimRule, OwnClassRule } from '../../../core/own-rules.ts';
import type { ObjectRule } from '../../../core/rule.ts';
import type { Settings } from '../../../core/settings.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { isIomeshProvisioner } from '../names.ts';

function readOwn(storageClass: StorageClass, settings: Settings): StorageClass | undefined {
  return isIomeshProvisioner(storageClass.provisioner, settings) ? storageClass : undefined;
}

/** Defines a rule on the StorageClasses of the IOMesh CSI driver. */
export function ownClassRule(rule: OwnClassRule<StorageClass>): ObjectRule {
  return defineOwnClassRule(rule, readOwn);
}

/** Defines a rule on the claims of these classes, in claims, claim templates and ephemeral volumes. */
export function ownClaimRule(rule: OwnClaimRule<StorageClass>): ObjectRule {
  return defineOwnClaimRule(rule, readOwn);
}
