import { decodeBlockDevice } from '../../../core/block-device.ts';
import type { BlockDevice } from '../../../core/block-device.ts';
import type { DriverContext } from '../../../core/driver.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { oncePer } from '../../../core/once-per.ts';
import { knowsKind } from '../../../core/resolve.ts';
import type { Settings } from '../../../core/settings.ts';
import { deviceScene, eligibility, isFree } from './device-conditions.ts';
import type { DeviceRequest, DeviceScene } from './device-conditions.ts';
import { canAssign, isSafeInEveryOrder } from './device-matching.ts';
import type { DeviceClaim, FreeDevice } from './device-matching.ts';

/** A node that has a device for each of a pod's claims, as last scanned. */
export interface DeviceNode {
  readonly nodeName: string;
  /** Whether the driver's own choice succeeds in every order of provisioning. */
  readonly isSafe: boolean;
}

const decodeAll = oncePer((objects: readonly KubernetesObject[]) => objects.map(decodeBlockDevice));

/** The BlockDevices of a node that are known. */
export function devicesOfNode(nodeName: string, lookup: Lookup): readonly BlockDevice[] {
  return decodeAll(lookup.indexed('BlockDevice/nodeName', nodeName));
}

/** Says whether anything is known of block devices: without it, their absence means nothing. */
export function knowsDevices(lookup: Lookup, settings: Settings): boolean {
  return knowsKind(lookup, 'BlockDevice', settings.blockDeviceNamespace);
}

interface Candidate {
  readonly device: BlockDevice;
  readonly free: FreeDevice;
}

/** Every pod is matched against the same thousands of devices, most of which are in use for good. */
const candidatesAmong = oncePer((devices: readonly BlockDevice[]): readonly Candidate[] =>
  devices.filter(isFree).flatMap(device => {
    const { name, capacityBytes } = device;
    return capacityBytes === undefined ? [] : [{ device, free: { name, bytes: capacityBytes } }];
  }),
);

function eligibleAmong(
  candidates: readonly Candidate[],
  isEligible: (device: BlockDevice) => boolean,
): readonly FreeDevice[] {
  return candidates.filter(({ device }) => isEligible(device)).map(({ free }) => free);
}

/**
 * Makes, once for a pod, the question which devices of a node would do for each of its claims, whatever their size.
 */
export function deviceClaims(
  requests: readonly DeviceRequest[],
  lookup: Lookup,
  scene: DeviceScene,
): (nodeName: string) => readonly DeviceClaim[] {
  const tests = new Map(requests.map(request => [request.selector, eligibility(request, scene)]));
  const none = requests.map(({ claim, bytes }) => ({ name: claim, bytes, eligible: [] }));
  return nodeName => {
    const candidates = candidatesAmong(devicesOfNode(nodeName, lookup));
    if (candidates.length === 0) return none;
    const eligible = new Map(
      [...tests].map(([selector, test]) => [selector, eligibleAmong(candidates, test)]),
    );
    return requests.map(({ claim, bytes, selector }) => ({
      name: claim,
      bytes,
      eligible: eligible.get(selector) ?? [],
    }));
  };
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
  const claimsOn = deviceClaims(requests, context.lookup, deviceScene(context, reserved));
  return nodeNames.flatMap(nodeName => {
    const claims = claimsOn(nodeName);
    return canAssign(claims) ? [{ nodeName, isSafe: isSafeInEveryOrder(claims) }] : [];
  });
}
