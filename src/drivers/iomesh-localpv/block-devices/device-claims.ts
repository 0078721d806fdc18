import type { DriverContext } from '../../../core/driver.ts';
import type { LabelSelector } from '../../../core/label-selector.ts';
import { oncePer } from '../../../core/once-per.ts';
import type { PodClaim } from '../../../core/pod-claim.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import type { ParseYaml } from '../../../core/yaml.ts';
import { PARAMETER } from '../names.ts';
import type { DeviceRequest } from './device-conditions.ts';
import { parseDeviceSelector } from './device-selector.ts';

const EVERYTHING: LabelSelector = { requirements: [] };

/** A pod's claims of one volume type that still need a volume, in the order of the pod. */
export function unboundClaims(claims: readonly PodClaim[], volumeType: string): readonly PodClaim[] {
  return claims.filter(
    ({ claim, storageClass }) =>
      claim !== undefined &&
      !claim.isBound &&
      storageClass?.parameters.get(PARAMETER.volumeType) === volumeType,
  );
}

const selectorsBy = oncePer((parseYaml: ParseYaml) =>
  oncePer(({ parameters }: StorageClass) =>
    parseDeviceSelector(parameters.get(PARAMETER.deviceSelector), parseYaml),
  ),
);

/**
 * What claims ask of devices; those of one class share their selector. `undefined` when the selector of one cannot be read: then nothing can be said
 * of the pod. A claim without a readable size asks for any device.
 */
export function deviceRequests(
  claims: readonly PodClaim[],
  { parseYaml }: Pick<DriverContext, 'parseYaml'>,
): readonly DeviceRequest[] | undefined {
  const requests: DeviceRequest[] = [];
  for (const { name, claim, storageClass } of claims) {
    const selector = storageClass === undefined ? EVERYTHING : selectorsBy(parseYaml)(storageClass);
    if ('error' in selector) return undefined;
    requests.push({ claim: name, bytes: claim?.requestBytes ?? 0n, selector });
  }
  return requests;
}
