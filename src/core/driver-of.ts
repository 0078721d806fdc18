import type { Driver } from './driver.ts';
import type { PodClaim } from './pod-claim.ts';
import type { Settings } from './settings.ts';

interface KnownDrivers {
  readonly drivers: readonly Driver[];
  readonly settings: Settings;
}

/** The driver that serves a provisioner's name; `undefined` when none of ours does. */
export function driverOf(
  provisioner: string | undefined,
  { drivers, settings }: KnownDrivers,
): Driver | undefined {
  if (provisioner === undefined) return undefined;
  return drivers.find(driver => driver.provisioners(settings).includes(provisioner));
}

/** The driver of a pod's claim: that of its class, or that of its volume when the class is not known. */
export function driverOfClaim(claim: PodClaim, known: KnownDrivers): Driver | undefined {
  return driverOf(claim.storageClass?.provisioner ?? claim.volume?.driver, known);
}
