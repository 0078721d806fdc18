import type { DriverContext } from '../../../core/driver.ts';
import type { Node } from '../../../core/node.ts';
import type { PodClaim } from '../../../core/pod-claim.ts';
import { DEVICE } from '../names.ts';
import { deviceRequests, unboundClaims } from './device-claims.ts';
import { deviceScene } from './device-conditions.ts';
import { assignDevices } from './device-matching.ts';
import { deviceClaimsOn, knowsDevices } from './device-nodes.ts';

const NO_FREE_DEVICES = 'LocalPV: no free devices for its claims';

function holdsAll(): undefined {
  return undefined;
}

/**
 * Why a node cannot hold the claims: it lacks a free block device for each, as last scanned. Nothing is said while no block
 * device is known at all, nor of claims whose selector cannot be read; free bytes of directories are in no object of the API.
 */
export function misfit(
  claims: readonly PodClaim[],
  context: DriverContext,
): (node: Node) => string | undefined {
  const waiting = unboundClaims(claims, DEVICE);
  if (waiting.length === 0 || !knowsDevices(context.lookup, context.settings)) return holdsAll;
  const requests = deviceRequests(waiting, context);
  if (requests === undefined) return holdsAll;
  const scene = deviceScene(context);
  return ({ name }) => {
    const competing = deviceClaimsOn(name, requests, context.lookup, scene);
    return assignDevices(competing) === undefined ? NO_FREE_DEVICES : undefined;
  };
}
