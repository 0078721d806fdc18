import { blockDevices } from '../../../core/block-device.ts';
import type { BlockDevice } from '../../../core/block-device.ts';
import {
  chunkReach,
  DEVICE_MAP_PATH,
  deviceMapSelectionsOf,
  selectsDevice,
} from '../../../core/device-map.ts';
import type { JsonPath } from '../../../core/json.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { clusterNameOf } from '../clusters/cluster-name.ts';
import { blockDeviceNamespaceOf } from '../clusters/management-cluster.ts';

/** The devices in the state that one mount type of a cluster takes. */
export interface SelectedDevices {
  readonly mountType: string;
  readonly path: JsonPath;
  readonly devices: readonly BlockDevice[];
}

/** The BlockDevices in the state that an IOMeshCluster's `deviceMap` takes, by mount type. */
export function selectedDevices(cluster: KubernetesObject, lookup: Lookup): readonly SelectedDevices[] {
  const namespace = blockDeviceNamespaceOf(cluster) ?? clusterNameOf(cluster).namespace;
  const devices = blockDevices(lookup, namespace).filter(chunkReach(cluster, lookup));
  return deviceMapSelectionsOf(cluster).map(selection => ({
    mountType: selection.mountType,
    path: [...DEVICE_MAP_PATH, selection.mountType],
    devices: devices.filter(device => selectsDevice(selection, device)),
  }));
}
