import { blockDevices } from '../../../../core/block-device.ts';
import type { BlockDevice } from '../../../../core/block-device.ts';
import { CLAIM_PATHS } from '../../../../core/claim-paths.ts';
import { formatBytes } from '../../../../core/quantity.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { anyBlockDevice } from '../../block-devices/any-device.ts';
import { deviceScene, isEligible } from '../../block-devices/device-conditions.ts';
import { parseDeviceSelector } from '../../block-devices/device-selector.ts';
import { ownClaimRule } from '../../checks/own-rules.ts';
import { isPlaced } from '../../claims/made-claim.ts';
import { claim, deviceClass, documents, freeDevice, WORKER } from '../../examples/manifests.ts';
import { DEVICE, PARAMETER } from '../../names.ts';

const STATE = documents(
  WORKER,
  deviceClass(),
  freeDevice('bd-1', 9e9, 'SSD'),
  freeDevice('bd-2', 15e9, 'HDD'),
);

function sizeOf({ capacityBytes = 0n }: BlockDevice): bigint {
  return capacityBytes;
}

function largestOf(devices: readonly BlockDevice[]): BlockDevice | undefined {
  return devices.toSorted((left, right) => (sizeOf(left) < sizeOf(right) ? 1 : -1))[0];
}

/** Both sizes in bytes where the rounded ones look alike, as 10Gi and a disk sold as 10 GB nearly do. */
function describe(largest: BlockDevice | undefined, requested: bigint): string {
  if (largest === undefined) return 'no free block device matches the class, as last scanned';
  const size = sizeOf(largest);
  const has = `the largest free block device has ${formatBytes(size)} (${size} bytes) on ${largest.nodeName}`;
  return `${has}; ${formatBytes(requested)} (${requested} bytes) requested`;
}

/** Warns of claims that no device can serve at the moment. */
export const localpvPvcNoDeviceLargeEnough = ownClaimRule({
  id: 'localpv-pvc-no-device-large-enough',
  severity: 'warning',
  volumeType: DEVICE,
  summary: 'Some free block device is large enough for a claim of a device class.',
  help: 'Add or free a device, widen the deviceSelector, or request less.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: claim('data', 'local-device', '10G'), state: STATE, live: true }],
    invalid: [
      {
        yaml: claim('data', 'local-device', '20G'),
        state: STATE,
        live: true,
        findings: [{ path: '/spec/resources/requests/storage' }],
      },
      {
        yaml: claim('data', 'local-device', '20G'),
        state: STATE,
        findings: [{ path: '/spec/resources/requests/storage', severity: 'unknown' }],
      },
    ],
  },
  concerns: ({ decoded }) => decoded.requestBytes !== undefined,
  check(claim, { parameters }, context) {
    const { lookup, settings, parseYaml } = context;
    const selector = parseDeviceSelector(parameters.get(PARAMETER.deviceSelector), parseYaml);
    if ('error' in selector || isPlaced(claim, lookup)) return [];
    const { requestBytes = 0n } = claim.decoded;
    const request = { claim: claim.name, bytes: requestBytes, selector };
    const scene = deviceScene(context);
    const free = blockDevices(lookup, settings.blockDeviceNamespace).filter(device =>
      isEligible(device, request, scene),
    );
    if (free.some(device => sizeOf(device) >= requestBytes)) return [];
    const path = CLAIM_PATHS.storageRequest;
    if (!lookup.isComplete('BlockDevice')) return [{ path, needs: anyBlockDevice(settings) }];
    return [{ path, message: describe(largestOf(free), requestBytes) }];
  },
});
