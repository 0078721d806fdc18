import { POD_KINDS } from '../../../../core/pod-template.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { podDevices } from '../../block-devices/pod-devices.ts';
import {
  claim,
  deviceClass,
  documents,
  driverTypeClass,
  freeDevice,
  podWithClaims,
} from '../../examples/manifests.ts';

const CLAIMS = documents(
  deviceClass(),
  driverTypeClass('SSD'),
  claim('any', 'local-device', '10G'),
  claim('fast', 'local-ssd', '10G'),
);

/** Warns of nodes where the claim that is provisioned first can take the only device of another. */
export const podLocalpvDeviceOrderDependent = defineRule({
  id: 'pod-localpv-device-order-dependent',
  kinds: POD_KINDS,
  severity: 'warning',
  summary: 'The LocalPV claims of a pod get their devices in whatever order they are provisioned.',
  help: 'Give the claims deviceSelectors that do not select the same devices.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [
      {
        yaml: podWithClaims('any', 'fast'),
        state: documents(CLAIMS, freeDevice('bd-1', 12e9, 'HDD'), freeDevice('bd-2', 15e9, 'SSD')),
      },
    ],
    invalid: [
      {
        yaml: podWithClaims('any', 'fast'),
        state: documents(CLAIMS, freeDevice('bd-1', 15e9, 'SSD'), freeDevice('bd-2', 20e9, 'HDD')),
        findings: [{ path: '/spec/volumes/0' }],
      },
    ],
  },
  check(object, context) {
    const found = podDevices(object, context);
    const [first, ...others] = found?.nodes.filter(({ isSafe }) => !isSafe) ?? [];
    if (found === undefined || first === undefined) return [];
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    const names = found.requests.map(({ claim: name }) => name).join(', ');
    const message = `on ${first.nodeName}${more} the claims ${names} fit only in some orders of provisioning`;
    return [{ path: found.path, message }];
  },
});
