import type { JsonPath } from '../../core/json.ts';
import { stringAt } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { decodeStorageClass } from '../../core/storage-class.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import { pluginOf } from './names.ts';
import type { PluginNames } from './names.ts';

/** A StorageClass of TopoLVM and the names that hold for it. */
export interface OwnStorageClass {
  readonly storageClass: StorageClass;
  readonly names: PluginNames;
}

/** Reads a StorageClass of TopoLVM; `undefined` when another provisioner makes its volumes. */
export function ownStorageClass(object: KubernetesObject): OwnStorageClass | undefined {
  const names = pluginOf(stringAt(object, 'provisioner'));
  return names && { names, storageClass: decodeStorageClass(object) };
}

/** Where a parameter stands in a StorageClass. */
export function parameterPath(key: string): JsonPath {
  return ['parameters', key];
}
