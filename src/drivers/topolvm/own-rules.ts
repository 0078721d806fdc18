import { defineOwnClaimRule, defineOwnClassRule } from '../../core/own-rules.ts';
import type { OwnClaimRule, OwnClassRule } from '../../core/own-rules.ts';
import type { ObjectRule } from '../../core/rule.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import { pluginOf } from './names.ts';
import type { PluginNames } from './names.ts';

/** A StorageClass of TopoLVM and the names that hold for it. */
export interface OwnClass {
  readonly storageClass: StorageClass;
  readonly names: PluginNames;
}

/** Takes a StorageClass for one of TopoLVM's; `undefined` when another provisioner makes its volumes. */
export function readOwnClass(storageClass: StorageClass): OwnClass | undefined {
  const names = pluginOf(storageClass.provisioner);
  return names && { names, storageClass };
}

/** Defines a rule on TopoLVM's StorageClasses. */
export function ownClassRule(rule: OwnClassRule<OwnClass>): ObjectRule {
  return defineOwnClassRule(rule, readOwnClass);
}

/** Defines a rule on the claims of these classes, in claims, claim templates and ephemeral volumes. */
export function ownClaimRule(rule: OwnClaimRule<OwnClass>): ObjectRule {
  return defineOwnClaimRule(rule, readOwnClass);
}
