import type { BlockDevice } from '../../../core/block-device.ts';
import type { ClaimRoom, DriverContext } from '../../../core/driver.ts';
import type { Node } from '../../../core/node.ts';
import type { PodClaim } from '../../../core/pod-claim.ts';
import { formatBytes } from '../../../core/quantity.ts';
import { deviceRequests, unboundClaims } from './device-claims.ts';
import { assignDevices } from './device-matching.ts';
import type { DeviceClaim } from './device-matching.ts';
import { deviceClaims, devicesOfNode, knowsDevices } from './device-nodes.ts';
import { deviceScene, misfitsOf } from './device-conditions.ts';
import type { DeviceRequest, DeviceScene } from './device-conditions.ts';
import { DEVICE } from '../names.ts';

function largest({ eligible }: DeviceClaim): bigint | undefined {
  return eligible.reduce<bigint | undefined>(
    (most, { bytes }) => (most === undefined || bytes > most ? bytes : most),
    undefined,
  );
}

/** A device that is large enough, and the first reason why the claim does not get it. */
function obstacle(device: BlockDevice, request: DeviceRequest, scene: DeviceScene): readonly string[] {
  const { capacityBytes } = device;
  if (capacityBytes === undefined || capacityBytes < request.bytes) return [];
  const [misfit] = misfitsOf(device, request, scene);
  return misfit === undefined ? [] : [`${device.name} (${formatBytes(capacityBytes)}) ${misfit.misfit}`];
}

/**
 * What a node has for each claim of a block device, as last scanned. `undefined` while no block device is known at all, and
 * when the selector of a claim cannot be read.
 */
export function room(
  claims: readonly PodClaim[],
  context: DriverContext,
): ((node: Node) => readonly ClaimRoom[]) | undefined {
  const waiting = unboundClaims(claims, DEVICE);
  if (waiting.length === 0) return () => [];
  const requests = deviceRequests(waiting, context);
  if (requests === undefined || !knowsDevices(context.lookup, context.settings)) return undefined;
  const scene = deviceScene(context);
  const claimsOn = deviceClaims(requests, context.lookup, scene);
  return ({ name: nodeName }) => {
    const competing = claimsOn(nodeName);
    const assigned = assignDevices(competing)?.devices;
    const devices = devicesOfNode(nodeName, context.lookup);
    return requests.map((request, index) => {
      const own = competing[index];
      const device = assigned?.get(request.claim);
      return {
        claim: request.claim,
        pool: DEVICE,
        freeBytes: own && largest(own),
        takes: device && { kind: 'BlockDevice', namespace: scene.namespace, name: device.name },
        obstacles: devices.flatMap(one => obstacle(one, request, scene)),
      };
    });
  };
}
