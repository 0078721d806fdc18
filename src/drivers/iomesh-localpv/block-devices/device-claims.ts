import type { DriverContext } from '../../../core/driver.ts';
import type { PodClaim } from '../../../core/pod-claim.ts';
import { PARAMETER } from '../names.ts';
import type { DeviceRequest } from './device-conditions.ts';
import { parseDeviceSelector } from './device-selector.ts';

/** A pod's claims of one volume type that still need a volume, in the order of the pod. */
export function unboundClaims(claims: readonly PodClaim[], volumeType: string): readonly PodClaim[] {
  return claims.filter(
    ({ claim, storageClass }) =>
      claim !== undefined &&
      !claim.isBound &&
      storageClass?.parameters.get(PARAMETER.volumeType) === volumeType,
  );
}

/**
 * What claims ask of devices. `undefined` when the selector of one cannot be read: then nothing can be said
 * of the pod. A claim without a readable size asks for any device.
 */
export function deviceRequests(
  claims: readonly PodClaim[],
  { parseYaml }: Pick<DriverContext, 'parseYaml'>,
): readonly DeviceRequest[] | undefined {
  const requests: DeviceRequest[] = [];
  for (const { name, claim, storageClass } of claims) {
    const selector = parseDeviceSelector(storageClass?.parameters.get(PARAMETER.deviceSelector), parseYaml);
    if ('error' in selector) return undefined;
    requests.push({ claim: name, bytes: claim?.requestBytes ?? 0n, selector });
  }
  return requests;
}
