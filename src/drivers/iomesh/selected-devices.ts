import { blockDevices, deviceMapSelectionsOf, selectsDevice } from '../../core/block-device.ts';
import type { BlockDevice } from '../../core/block-device.ts';
import { at } from '../../core/json.ts';
import type { JsonPath } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { matchesNodeSelectorTerms } from '../../core/node-affinity.ts';
import { HOSTNAME_LABEL, decodeNode } from '../../core/node.ts';
import type { Node } from '../../core/node.ts';
import { affinityPath, requiredTerms } from './affinity.ts';
import { clusterNameOf } from './cluster-name.ts';
import { DEVICE_MAP_PATH } from './device-map.ts';
import { blockDeviceNamespaceOf } from './management-cluster.ts';

/** The devices in the state that one mount type of a cluster takes. */
export interface SelectedDevices {
  readonly mountType: string;
  readonly path: JsonPath;
  readonly devices: readonly BlockDevice[];
}

/** The node of a device; made up from the device's own labels when the Node is not in the state. */
function nodeOf(device: BlockDevice, lookup: Lookup): Node {
  const node = lookup.get('Node', undefined, device.nodeName);
  if (node !== undefined) return decodeNode(node);
  const hostname = device.labels.get(HOSTNAME_LABEL) ?? device.nodeName;
  const labels = new Map([[HOSTNAME_LABEL, hostname]]);
  return { name: device.nodeName, labels, annotations: new Map(), isUnschedulable: false };
}

/** A chunk pod mounts the devices of its own node, so devices of other nodes do not count. */
function devicesOf(cluster: KubernetesObject, lookup: Lookup): readonly BlockDevice[] {
  const namespace = blockDeviceNamespaceOf(cluster) ?? clusterNameOf(cluster).namespace;
  const terms = requiredTerms(at(cluster, ...affinityPath('chunk')));
  return blockDevices(lookup, namespace).filter(
    device => terms.length === 0 || matchesNodeSelectorTerms(terms, nodeOf(device, lookup)),
  );
}

/** The BlockDevices in the state that an IOMeshCluster's `deviceMap` takes, by mount type. */
export function selectedDevices(cluster: KubernetesObject, lookup: Lookup): readonly SelectedDevices[] {
  const devices = devicesOf(cluster, lookup);
  return deviceMapSelectionsOf(cluster).map(selection => ({
    mountType: selection.mountType,
    path: [...DEVICE_MAP_PATH, selection.mountType],
    devices: devices.filter(device => selectsDevice(selection, device)),
  }));
}
