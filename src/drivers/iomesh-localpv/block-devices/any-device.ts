import type { ObjectReference } from '../../../core/kubernetes-object.ts';
import type { Settings } from '../../../core/settings.ts';

/** Stands for the BlockDevices of a cluster, when a verdict hangs on ones that are not in the state. */
export function anyBlockDevice({ blockDeviceNamespace }: Settings): ObjectReference {
  return { kind: 'BlockDevice', namespace: blockDeviceNamespace, name: '*' };
}
