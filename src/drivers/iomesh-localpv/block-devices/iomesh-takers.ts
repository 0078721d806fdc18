import type { BlockDevice } from '../../../core/block-device.ts';
import { chunkReach, deviceMapSelections, selectsDevice } from '../../../core/device-map.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';

/** Tells which IOMesh cluster would take a device for itself; `undefined` when none would. */
export type IomeshTaker = (device: BlockDevice) => KubernetesObject | undefined;

/** Reads the device maps of all IOMeshClusters that are known into one function. */
export function iomeshTaker(lookup: Lookup): IomeshTaker {
  const takers = deviceMapSelections(lookup).map(selection => ({
    selection,
    reaches: chunkReach(selection.cluster, lookup),
  }));
  return device =>
    takers.find(({ selection, reaches }) => selectsDevice(selection, device) && reaches(device))?.selection
      .cluster;
}
