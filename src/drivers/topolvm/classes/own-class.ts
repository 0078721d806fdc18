import type { StorageClass } from '../../../core/storage-class.ts';
import { pluginOf } from '../names.ts';
import type { PluginNames } from '../names.ts';

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
