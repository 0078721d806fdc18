import type { StorageClass } from '../../../core/storage-class.ts';
import { DEFAULT_DEVICE_CLASS } from '../names.ts';
import type { PluginNames } from '../names.ts';

/**
 * The device class that volumes of a StorageClass come from; `00default` when it names none. Empty when the parameter is
 * there and empty: TopoLVM then takes the default class for the volume but leaves it out when it schedules the pod.
 */
export function deviceClassOf(storageClass: StorageClass, names: PluginNames): string {
  return storageClass.parameters.get(names.deviceClassParameter) ?? DEFAULT_DEVICE_CLASS;
}
