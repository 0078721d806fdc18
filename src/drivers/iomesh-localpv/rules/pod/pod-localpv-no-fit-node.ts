import { POD_KINDS } from '../../../../core/pod-template.ts';
import { formatBytes } from '../../../../core/quantity.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { podDevices } from '../../block-devices/pod-devices.ts';
import { claim, deviceClass, documents, freeDevice, podWithClaims } from '../../examples/manifests.ts';

const CLAIMS = documents(
  deviceClass(),
  claim('data', 'local-device', '10G'),
  claim('log', 'local-device', '14G'),
);

/** Warns of pods whose claims no single node can serve together. */
export const podLocalpvNoFitNode = defineRule({
  id: 'pod-localpv-no-fit-node',
  kinds: POD_KINDS,
  severity: 'warning',
  summary: 'Some node has a free block device for each LocalPV claim of a pod.',
  help: 'Free or add devices on one node, or request less.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [
      {
        yaml: podWithClaims('data', 'log'),
        state: documents(CLAIMS, freeDevice('bd-1', 12e9, 'SSD'), freeDevice('bd-2', 15e9, 'SSD')),
      },
      { yaml: podWithClaims('data', 'log'), state: CLAIMS },
    ],
    invalid: [
      {
        yaml: podWithClaims('data', 'log'),
        state: documents(CLAIMS, freeDevice('bd-2', 15e9, 'SSD')),
        findings: [{ path: '/spec/volumes/0' }],
      },
    ],
  },
  check(object, context) {
    const found = podDevices(object, context);
    if (found === undefined || found.nodes.length > 0) return [];
    const needs = found.requests.map(({ claim: name, bytes }) => `${name} (${formatBytes(bytes)})`);
    const message = `no node has free block devices for ${needs.join(' and ')}, as last scanned`;
    return [{ path: found.path, message }];
  },
});
