import { BLOCK_DEVICE_TAG_LABEL } from '../../../core/block-device.ts';
import type { BlockDevice } from '../../../core/block-device.ts';
import type { DriverContext } from '../../../core/driver.ts';
import { matchesLabelSelector } from '../../../core/label-selector.ts';
import type { LabelSelector } from '../../../core/label-selector.ts';
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

/** The conditions that hang on everything but the size, cheapest to explain first. */
const ELIGIBILITY: readonly DevicePredicate[] = [
  {
    id: 'namespace',
    misfit: "is not in Node Disk Manager's namespace",
    holds: (device, _request, scene) => device.namespace === scene.namespace,
  },
  { id: 'active', misfit: 'is not Active', holds: device => device.state === 'Active' },
  {
    id: 'unclaimed',
    misfit: 'is not Unclaimed',
    holds: device => device.claimState === 'Unclaimed' && !device.isClaimed,
  },
  {
    id: 'raw',
    misfit: 'holds a file system or is mounted',
    holds: device => device.fsType === '' && device.mountPoint === '',
  },
  {
    id: 'selector',
    misfit: 'does not match the deviceSelector',
    holds: (device, request) => matchesLabelSelector(request.selector, device.labels),
  },
  {
    id: 'uuid-scheme',
    misfit: 'has the legacy UUID scheme, which is never claimed',
    holds: device => device.uuidScheme !== 'legacy',
  },
  {
    id: 'tag',
    misfit: `has the label ${BLOCK_DEVICE_TAG_LABEL}, which the deviceSelector does not ask for`,
    holds: isTagAskedFor,
  },
  { id: 'sparse', misfit: 'is a sparse file', holds: device => device.deviceType !== 'sparse' },
  {
    id: 'device-map',
    misfit: 'is selected by the deviceMap of an IOMeshCluster',
    holds: (device, _request, scene) => scene.iomeshTaker(device) === undefined,
  },
  {
    id: 'reserved',
    misfit: 'is promised to another claim',
    holds: (device, _request, scene) => !scene.reserved.has(device.name),
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

/** Says whether a device would do for a claim if only it were large enough. */
export function isEligible(device: BlockDevice, request: DeviceRequest, scene: DeviceScene): boolean {
  return ELIGIBILITY.every(predicate => predicate.holds(device, request, scene));
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
    isRegistered: nodeName => isRegistered(nodeName, lookup),
  };
}
