import { BLOCK_DEVICE_TAG_LABEL } from '../../../core/block-device.ts';
import type { BlockDevice } from '../../../core/block-device.ts';
import type { DriverContext } from '../../../core/driver.ts';
import { matchesLabelSelector } from '../../../core/label-selector.ts';
import type { LabelSelector } from '../../../core/label-selector.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { isRegistered } from '../nodes/registration.ts';
import { iomeshTaker } from './iomesh-takers.ts';
import type { IomeshTaker } from './iomesh-takers.ts';

/** What one claim asks of a device. */
export interface DeviceRequest {
  readonly claim: string;
  readonly bytes: bigint;
  readonly selector: LabelSelector;
}

/** What besides the claim decides about devices; the same for all claims of a pod. */
export interface DeviceScene {
  /** Where Node Disk Manager keeps its BlockDevices. */
  readonly namespace: string;
  readonly iomeshTaker: IomeshTaker;
  /** Names of devices that are promised to claims which are not bound yet. */
  readonly reserved: ReadonlySet<string>;
  /** Whether the driver runs on a node; `undefined` when that is not known. */
  readonly isRegistered: (nodeName: string) => boolean | undefined;
}

/** One condition that a device must meet. */
export interface DevicePredicate {
  readonly id: string;
  /** What is wrong with a device that fails it: follows the device's name. */
  readonly misfit: string;
  readonly holds: (device: BlockDevice, request: DeviceRequest, scene: DeviceScene) => boolean;
  /** Says that no device can fail it. */
  readonly isMoot?: (request: DeviceRequest, scene: DeviceScene) => boolean;
}

/**
 * Node Disk Manager passes tagged devices over unless the selector names the tag, and those with an empty tag
 * always (https://github.com/openebs/node-disk-manager/blob/8187952/pkg/select/blockdevice/filters.go).
 */
function isTagAskedFor(device: BlockDevice, { selector }: DeviceRequest): boolean {
  if (device.tag === undefined) return true;
  const names = selector.requirements.some(({ key }) => key === BLOCK_DEVICE_TAG_LABEL);
  return names && device.tag.trim() !== '';
}

/** A condition that hangs on nothing but the device. */
interface DeviceFact extends DevicePredicate {
  readonly holds: (device: BlockDevice) => boolean;
}

const ACTIVE: DeviceFact = {
  id: 'active',
  misfit: 'is not Active',
  holds: device => device.state === 'Active',
};

const UNCLAIMED: DeviceFact = {
  id: 'unclaimed',
  misfit: 'is not Unclaimed',
  holds: device => device.claimState === 'Unclaimed' && !device.isClaimed,
};

const RAW: DeviceFact = {
  id: 'raw',
  misfit: 'holds a file system or is mounted',
  holds: device => device.fsType === '' && device.mountPoint === '',
};

const CLAIMABLE_UUID: DeviceFact = {
  id: 'uuid-scheme',
  misfit: 'has the legacy UUID scheme, which is never claimed',
  holds: device => device.uuidScheme !== 'legacy',
};

const NOT_SPARSE: DeviceFact = {
  id: 'sparse',
  misfit: 'is a sparse file',
  holds: device => device.deviceType !== 'sparse',
};

const FACTS: readonly DeviceFact[] = [ACTIVE, UNCLAIMED, RAW, CLAIMABLE_UUID, NOT_SPARSE];

/** The conditions that hang on everything but the size, cheapest to explain first. */
const ELIGIBILITY: readonly DevicePredicate[] = [
  {
    id: 'namespace',
    misfit: "is not in Node Disk Manager's namespace",
    holds: (device, _request, scene) => device.namespace === scene.namespace,
  },
  ACTIVE,
  UNCLAIMED,
  RAW,
  {
    id: 'selector',
    misfit: 'does not match the deviceSelector',
    holds: (device, request) => matchesLabelSelector(request.selector, device.labels),
    isMoot: ({ selector }) => selector.requirements.length === 0,
  },
  CLAIMABLE_UUID,
  {
    id: 'tag',
    misfit: `has the label ${BLOCK_DEVICE_TAG_LABEL}, which the deviceSelector does not ask for`,
    holds: isTagAskedFor,
  },
  NOT_SPARSE,
  {
    id: 'device-map',
    misfit: 'is selected by the deviceMap of an IOMeshCluster',
    holds: (device, _request, scene) => scene.iomeshTaker(device) === undefined,
  },
  {
    id: 'reserved',
    misfit: 'is promised to another claim',
    holds: (device, _request, scene) => !scene.reserved.has(device.name),
    isMoot: (_request, { reserved }) => reserved.size === 0,
  },
  {
    id: 'registered',
    misfit: 'is on a node without the LocalPV driver',
    holds: (device, _request, scene) => scene.isRegistered(device.nodeName) !== false,
  },
];

/** The condition on the size, which is in bytes: a "10 GB" device does not hold 10Gi. */
const CAPACITY: DevicePredicate = {
  id: 'capacity',
  misfit: 'is too small',
  holds: (device, request) => device.capacityBytes !== undefined && device.capacityBytes >= request.bytes,
};

/** All conditions that a device must meet for a claim. */
export const DEVICE_PREDICATES: readonly DevicePredicate[] = [...ELIGIBILITY, CAPACITY];

/** The conditions that a device fails for a claim; none when it fits. */
export function misfitsOf(
  device: BlockDevice,
  request: DeviceRequest,
  scene: DeviceScene,
): readonly DevicePredicate[] {
  return DEVICE_PREDICATES.filter(predicate => !predicate.holds(device, request, scene));
}

const BEYOND_FACTS = ELIGIBILITY.filter(predicate => !FACTS.some(({ id }) => id === predicate.id));

/** Says whether a device could be given to any claim, as far as its own fields tell. */
export function isFree(device: BlockDevice): boolean {
  return FACTS.every(({ holds }) => holds(device));
}

/** Says whether a device would do for a claim if only it were large enough. */
export function isEligible(device: BlockDevice, request: DeviceRequest, scene: DeviceScene): boolean {
  return isFree(device) && BEYOND_FACTS.every(predicate => predicate.holds(device, request, scene));
}

/** The same for many devices that are known to be free: conditions that none can fail are left out from the start. */
export function eligibility(request: DeviceRequest, scene: DeviceScene): (device: BlockDevice) => boolean {
  const relevant = BEYOND_FACTS.filter(({ isMoot }) => isMoot?.(request, scene) !== true);
  const conditions = relevant.map(({ holds }) => holds);
  return device => conditions.every(holds => holds(device, request, scene));
}

/** The devices of a node come in a row: the answer for the latest node is remembered. */
function registrations(lookup: Lookup): DeviceScene['isRegistered'] {
  let latest: { readonly nodeName: string; readonly answer: boolean | undefined } | undefined;
  return nodeName => {
    if (latest?.nodeName !== nodeName) latest = { nodeName, answer: isRegistered(nodeName, lookup) };
    return latest.answer;
  };
}

/**
 * Gathers what besides the claims decides about devices. `reserved` names devices promised to other pods'
 * claims.
 */
export function deviceScene(
  { lookup, settings }: Pick<DriverContext, 'lookup' | 'settings'>,
  reserved: ReadonlySet<string> = new Set(),
): DeviceScene {
  return {
    namespace: settings.blockDeviceNamespace,
    iomeshTaker: iomeshTaker(lookup),
    reserved,
    isRegistered: registrations(lookup),
  };
}
