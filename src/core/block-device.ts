import { arrayAt, at, entriesAt, isJsonObject, objectAt, stringAt, stringMapAt } from './json.ts';
import type { JsonObject, JsonPath, JsonValue } from './json.ts';
import { annotationOf, labelOf, nameOf, namespaceOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { matchesLabelSelector, parseLabelSelector } from './label-selector.ts';
import type { LabelSelector } from './label-selector.ts';
import type { Lookup } from './lookup.ts';

/** The fields of a BlockDevice (`openebs.io/v1alpha1`) that decisions need. */
export interface BlockDevice {
  readonly namespace: string;
  readonly name: string;
  /** The Node's name, which may differ from its hostname label. */
  readonly nodeName: string;
  readonly path: string;
  /** Size; `undefined` when the field is no whole number: it holds bytes, not a quantity. */
  readonly capacityBytes: bigint | undefined;
  /** Active, Inactive or Unknown, as last scanned. */
  readonly state: string;
  /** Claimed, Unclaimed, or Released while it is being cleaned. */
  readonly claimState: string;
  /** Whether a BlockDeviceClaim holds it, whatever `claimState` says so far. */
  readonly isClaimed: boolean;
  /** Empty for a raw device. */
  readonly fsType: string;
  readonly mountPoint: string;
  readonly deviceType: string;
  readonly labels: ReadonlyMap<string, string>;
  /** `gpt` or `legacy`; devices of the legacy scheme are never claimed. */
  readonly uuidScheme: string | undefined;
  /** The label that keeps a device for claims that ask for it by this tag. */
  readonly tag: string | undefined;
}

/** The label that reserves a device for claims whose selector names it. */
export const BLOCK_DEVICE_TAG_LABEL = 'openebs.io/block-device-tag';

const UUID_SCHEME_ANNOTATION = 'internal.openebs.io/uuid-scheme';

function wholeBytes(value: JsonValue | undefined): bigint | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? BigInt(value) : undefined;
}

function decode(object: JsonObject): BlockDevice {
  const claimState = stringAt(object, 'status', 'claimState') ?? '';
  return {
    namespace: namespaceOf(object) ?? '',
    name: nameOf(object),
    nodeName: stringAt(object, 'spec', 'nodeAttributes', 'nodeName') ?? '',
    path: stringAt(object, 'spec', 'path') ?? '',
    capacityBytes: wholeBytes(at(object, 'spec', 'capacity', 'storage')),
    state: stringAt(object, 'status', 'state') ?? '',
    claimState,
    isClaimed: claimState === 'Claimed' || objectAt(object, 'spec', 'claimRef') !== undefined,
    fsType: stringAt(object, 'spec', 'filesystem', 'fsType') ?? '',
    mountPoint: stringAt(object, 'spec', 'filesystem', 'mountPoint') ?? '',
    deviceType: stringAt(object, 'spec', 'details', 'deviceType') ?? '',
    labels: stringMapAt(object, 'metadata', 'labels'),
    uuidScheme: annotationOf(object, UUID_SCHEME_ANNOTATION),
    tag: labelOf(object, BLOCK_DEVICE_TAG_LABEL),
  };
}

/**
 * Stored objects are replaced, never changed, and every pod is matched against the same thousands of devices.
 */
const DECODED = new WeakMap<JsonObject, BlockDevice>();

/** Reads a BlockDevice; the same object is read only once. */
export function decodeBlockDevice(object: JsonObject): BlockDevice {
  const known = DECODED.get(object);
  if (known !== undefined) return known;
  const device = decode(object);
  DECODED.set(object, device);
  return device;
}

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
  return entriesAt(cluster, 'spec', 'chunk', 'deviceMap')
    .filter(([, entry]) => isJsonObject(entry))
    .map(([mountType, entry]) => ({
      mountType,
      path: ['spec', 'chunk', 'deviceMap', mountType],
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

/** All BlockDevices of a namespace that are known, by name. */
export function blockDevices(lookup: Lookup, namespace: string): readonly BlockDevice[] {
  return lookup.list('BlockDevice', namespace).map(decodeBlockDevice);
}
