import type { DriverContext, NodeCapacity } from '../../core/driver.ts';
import type { Node } from '../../core/node.ts';
import { deviceScene, isEligible } from './block-devices/device-conditions.ts';
import type { DeviceRequest } from './block-devices/device-conditions.ts';
import { devicesOfNode } from './block-devices/device-nodes.ts';
import { DEVICE } from './names.ts';

const ANY_DEVICE: DeviceRequest = { claim: '', bytes: 0n, selector: { requirements: [] } };

/**
 * What a node has, for claims without a selector: its largest free device. Nothing when no BlockDevice of the
 * node is known; free bytes of directories are in no object of the API.
 */
export function capacity(node: Node, context: DriverContext): readonly NodeCapacity[] {
  const devices = devicesOfNode(node.name, context.lookup);
  if (devices.length === 0) return [];
  const scene = deviceScene(context);
  const largest = devices
    .filter(device => isEligible(device, ANY_DEVICE, scene))
    .reduce((most, { capacityBytes = 0n }) => (capacityBytes > most ? capacityBytes : most), 0n);
  return [{ pool: DEVICE, freeBytes: largest, reported: String(largest) }];
}
