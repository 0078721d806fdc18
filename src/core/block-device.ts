import { at, objectAt, stringAt, stringMapAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { annotationOf, labelOf, nameOf, namespaceOf } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import { oncePer } from './once-per.ts';

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

/** Every pod is matched against the same thousands of devices. */
const decodeOnce = oncePer(decode);

/** Reads a BlockDevice; the same object is read only once. */
export function decodeBlockDevice(object: JsonObject): BlockDevice {
  return decodeOnce(object);
}

/** All BlockDevices of a namespace that are known, by name. */
export function blockDevices(lookup: Lookup, namespace: string): readonly BlockDevice[] {
  return lookup.list('BlockDevice', namespace).map(decodeBlockDevice);
}
