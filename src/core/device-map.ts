import type { BlockDevice } from './block-device.ts';
import { arrayAt, at, entriesAt, isJsonObject } from './json.ts';
import type { JsonObject, JsonPath, JsonValue } from './json.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { matchesLabelSelector, parseLabelSelector } from './label-selector.ts';
import type { LabelSelector } from './label-selector.ts';
import type { Lookup } from './lookup.ts';
import { nodeSelectorPredicate } from './node-affinity.ts';
import { REQUIRED_NODE_TERMS } from './node-selector.ts';
import { bareNode, decodeNode, HOSTNAME_LABEL } from './node.ts';
import type { Node } from './node.ts';

/** Where an IOMeshCluster says which block devices it mounts. */
export const DEVICE_MAP_PATH = ['spec', 'chunk', 'deviceMap'] as const;

/** One mount type of an IOMeshCluster's `spec.chunk.deviceMap`, as it is written. */
export interface DeviceMapEntry {
  readonly mountType: string;
  /** Place of the entry in the IOMeshCluster. */
  readonly path: JsonPath;
  /** The raw label selector; `undefined` when the entry has none. */
  readonly selector: JsonValue | undefined;
  /** Names of BlockDevices that are left out. */
  readonly exclude: ReadonlySet<string>;
}

/** Reads the device map of an IOMeshCluster, in the order of the document. */
export function deviceMapOf(cluster: JsonObject): readonly DeviceMapEntry[] {
  return entriesAt(cluster, ...DEVICE_MAP_PATH)
    .filter(([, entry]) => isJsonObject(entry))
    .map(([mountType, entry]) => ({
      mountType,
      path: [...DEVICE_MAP_PATH, mountType],
      selector: at(entry, 'selector'),
      exclude: new Set(arrayAt(entry, 'exclude').filter(name => typeof name === 'string')),
    }));
}

/** Devices that an IOMesh cluster takes for itself. */
export interface DeviceMapSelection {
  readonly cluster: KubernetesObject;
  readonly mountType: string;
  readonly selector: LabelSelector;
  readonly exclude: ReadonlySet<string>;
}

/**
 * The readable selectors of one IOMeshCluster's device map. An entry without a selector selects nothing and
 * an empty one everything, as everywhere in Kubernetes; unreadable ones are left to the rules.
 */
export function deviceMapSelectionsOf(cluster: KubernetesObject): readonly DeviceMapSelection[] {
  return deviceMapOf(cluster).flatMap(({ mountType, selector: raw, exclude }) => {
    const selector = isJsonObject(raw) ? parseLabelSelector(raw) : undefined;
    return selector === undefined || 'error' in selector ? [] : [{ cluster, mountType, selector, exclude }];
  });
}

/** The device map selections of all IOMeshClusters that are known. */
export function deviceMapSelections(lookup: Lookup): readonly DeviceMapSelection[] {
  return lookup.list('IOMeshCluster').flatMap(deviceMapSelectionsOf);
}

/** Says whether a device map entry selects a device, whatever state the device is in. */
export function selectsDevice(selection: DeviceMapSelection, device: BlockDevice): boolean {
  return !selection.exclude.has(device.name) && matchesLabelSelector(selection.selector, device.labels);
}

/** The node of a device; made up from the device's own labels when the Node is not in the state. */
function nodeOf({ nodeName, labels }: BlockDevice, lookup: Lookup): Node {
  const node = lookup.get('Node', undefined, nodeName);
  if (node !== undefined) return decodeNode(node);
  return bareNode(nodeName, new Map([[HOSTNAME_LABEL, labels.get(HOSTNAME_LABEL) ?? nodeName]]));
}

/** Makes the test for the devices in reach of a cluster: a chunk pod mounts those of its own node only. */
export function chunkReach(cluster: JsonObject, lookup: Lookup): (device: BlockDevice) => boolean {
  const terms = arrayAt(cluster, 'spec', 'chunk', 'podPolicy', 'affinity', ...REQUIRED_NODE_TERMS);
  if (terms.length === 0) return () => true;
  const runsOn = nodeSelectorPredicate(terms);
  return device => runsOn(nodeOf(device, lookup));
}
