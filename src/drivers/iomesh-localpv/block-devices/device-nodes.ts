import { decodeBlockDevice } from '../../../core/block-device.ts';
import type { BlockDevice } from '../../../core/block-device.ts';
import type { DriverContext } from '../../../core/driver.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { knowsKind } from '../../../core/resolve.ts';
import type { Settings } from '../../../core/settings.ts';
import { deviceScene, isEligible } from './device-conditions.ts';
import type { DeviceRequest, DeviceScene } from './device-conditions.ts';
import { assignDevices, isSafeInEveryOrder } from './device-matching.ts';
import type { DeviceAssignment, DeviceClaim, FreeDevice } from './device-matching.ts';

/** A node that has a device for each of a pod's claims, as last scanned. */
export interface DeviceNode {
  readonly nodeName: string;
  readonly assignment: DeviceAssignment;
  /** Whether the driver's own choice succeeds in every order of provisioning. */
  readonly isSafe: boolean;
}

/** The BlockDevices of a node that are known. */
export function devicesOfNode(nodeName: string, lookup: Lookup): readonly BlockDevice[] {
  return lookup.indexed('BlockDevice/nodeName', nodeName).map(decodeBlockDevice);
}

/** Says whether anything is known of block devices: without it, their absence means nothing. */
export function knowsDevices(lookup: Lookup, settings: Settings): boolean {
  return knowsKind(lookup, 'BlockDevice', settings.blockDeviceNamespace);
}

function freeDevice(device: BlockDevice): readonly FreeDevice[] {
  return device.capacityBytes === undefined ? [] : [{ name: device.name, bytes: device.capacityBytes }];
}

/** The claims with the devices of one node that would do for each, whatever their size. */
export function deviceClaimsOn(
  nodeName: string,
  requests: readonly DeviceRequest[],
  lookup: Lookup,
  scene: DeviceScene,
): readonly DeviceClaim[] {
  const devices = devicesOfNode(nodeName, lookup);
  return requests.map(request => ({
    name: request.claim,
    bytes: request.bytes,
    eligible: devices.filter(device => isEligible(device, request, scene)).flatMap(freeDevice),
  }));
}

/**
 * Those of the given nodes that have a device of its own for every claim, in the given order. `reserved`
 * names devices that are promised to other pods.
 */
export function deviceNodes(
  nodeNames: readonly string[],
  requests: readonly DeviceRequest[],
  context: Pick<DriverContext, 'lookup' | 'settings'>,
  reserved?: ReadonlySet<string>,
): readonly DeviceNode[] {
  const scene = deviceScene(context, reserved);
  return nodeNames.flatMap(nodeName => {
    const claims = deviceClaimsOn(nodeName, requests, context.lookup, scene);
    const assignment = assignDevices(claims);
    return assignment === undefined ? [] : [{ nodeName, assignment, isSafe: isSafeInEveryOrder(claims) }];
  });
}
