import type { Allotment, DriverContext } from '../../../core/driver.ts';
import type { Node } from '../../../core/node.ts';
import type { PodClaim } from '../../../core/pod-claim.ts';
import { DEVICE } from '../names.ts';
import { deviceRequests, unboundClaims } from './device-claims.ts';
import { deviceScene } from './device-conditions.ts';
import { assignDevices } from './device-matching.ts';
import type { DeviceClaim } from './device-matching.ts';
import { deviceClaims, knowsDevices } from './device-nodes.ts';

const NO_FREE_DEVICES: Allotment = { misfit: 'LocalPV: no free devices for its claims' };

const NO_DEVICES: Allotment = { units: new Map() };

function withoutPromised(claim: DeviceClaim, promised: ReadonlySet<string>): DeviceClaim {
  return { ...claim, eligible: claim.eligible.filter(({ name }) => !promised.has(name)) };
}

function allotmentOf(claims: readonly DeviceClaim[]): Allotment {
  const assignment = assignDevices(claims);
  if (assignment === undefined) return NO_FREE_DEVICES;
  return { units: new Map([...assignment.devices].map(([claim, { name }]) => [claim, name])) };
}

/**
 * Which free block device a node has for each of the claims, as last scanned. Nothing is said while no block device is known
 * at all, nor of claims whose selector cannot be read; free bytes of directories are in no object of the API.
 */
export function allot(
  claims: readonly PodClaim[],
  context: DriverContext,
  promised: (nodeName: string) => ReadonlySet<string>,
): (node: Node) => Allotment {
  const waiting = unboundClaims(claims, DEVICE);
  const requests = deviceRequests(waiting, context);
  if (waiting.length === 0 || requests === undefined || !knowsDevices(context.lookup, context.settings)) {
    return () => NO_DEVICES;
  }
  const claimsOn = deviceClaims(requests, context.lookup, deviceScene(context));
  return ({ name }) => {
    const others = promised(name);
    const competing = claimsOn(name);
    return allotmentOf(others.size === 0 ? competing : competing.map(one => withoutPromised(one, others)));
  };
}

const NOTHING_PROMISED: ReadonlySet<string> = new Set();

/** Why a node cannot hold the claims: it lacks a free block device for each, whoever else may be waiting for them. */
export function misfit(
  claims: readonly PodClaim[],
  context: DriverContext,
): (node: Node) => string | undefined {
  const allotOn = allot(claims, context, () => NOTHING_PROMISED);
  return node => {
    const allotment = allotOn(node);
    return 'misfit' in allotment ? allotment.misfit : undefined;
  };
}
