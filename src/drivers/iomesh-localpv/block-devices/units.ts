import type { DriverContext, UnitPool } from '../../../core/driver.ts';
import { stringAt } from '../../../core/json.ts';
import { DEVICE } from '../names.ts';
import { devicesOfNode } from './device-nodes.ts';
import { allot } from './misfit.ts';

/** Devices that somebody has claimed. */
function taken(nodeName: string, { lookup, settings }: DriverContext): ReadonlySet<string> {
  const devices = devicesOfNode(nodeName, lookup);
  const claimed = devices.filter(
    ({ namespace, isClaimed }) => isClaimed && namespace === settings.blockDeviceNamespace,
  );
  return new Set(claimed.map(({ name }) => name));
}

/** Whole block devices, each for one claim. */
export const units: UnitPool = {
  pool: DEVICE,
  allot,
  taken,
  nodeOf: object =>
    object.kind === 'BlockDevice' ? stringAt(object, 'spec', 'nodeAttributes', 'nodeName') : undefined,
};
