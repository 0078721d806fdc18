import type { Evidence } from '../evidence.ts';
import type { Fix } from '../explanation.ts';
import { openNodes, recreateWith } from '../fixes.ts';
import { largestFree, shortages } from '../space.ts';
import type { Shortage } from '../space.ts';
import { defineVerdict } from '../verdict.ts';
import { size } from '../words.ts';

const MAX_NODES = 3;

function selectorOf({ claims }: Evidence, { demand }: Shortage): string | undefined {
  const users = claims.filter(({ name }) => demand.claims.includes(name));
  const text = users.flatMap(({ storageClass }) => storageClass?.parameters.get('deviceSelector') ?? [])[0];
  return text?.trim().replaceAll(/\s*\n\s*/g, ' ');
}

function summaryOf(shortage: Shortage): string {
  const { demand } = shortage;
  const [claim = ''] = demand.claims;
  const largest = largestFree(shortage);
  const asked = `claim ${claim} needs a block device of ${size(demand.bytes)} (${demand.bytes} bytes)`;
  if (largest === undefined) return `${asked}; no node it may use has a free one that it may take`;
  if (largest >= demand.bytes) return `${asked}; no node has enough free ones for all claims of the pod`;
  return `${asked}; the largest free one has ${size(largest)} (${largest} bytes)`;
}

function fixesFor(evidence: Evidence, shortage: Shortage): readonly Fix[] {
  const largest = largestFree(shortage);
  const isSmaller = largest !== undefined && largest < shortage.demand.bytes;
  const [claim = ''] = shortage.demand.claims;
  return [
    ...openNodes(evidence),
    ...(isSmaller ? [recreateWith(evidence.written, claim, `${largest} bytes`)] : []),
    {
      text: 'add a disk, or free one: it must be raw, Active, Unclaimed and match the deviceSelector',
      command: `kubectl get blockdevices -n ${evidence.cluster.context.settings.blockDeviceNamespace}`,
    },
  ];
}

/** Whole disks, of which none is left. */
export const noFreeDevice = defineVerdict({
  id: 'W15',
  summary: 'No node has a free block device that is large enough.',
  help: `A LocalPV volume of type device takes one whole BlockDevice: Active, Unclaimed, without a file system, matching the
class's deviceSelector, and at least as large as the request; of several the closest in size. A "10 GB" disk does not hold 10Gi.
Several claims of a pod need as many devices on one node. The figures are as old as Node Disk Manager's last scan.`,
  source: 'https://github.com/iomesh/docs/blob/a5d1600/docs/advanced-functions/localpv-manager.md',
  find(evidence) {
    const [shortage] = shortages(evidence, 'device');
    if (shortage === undefined || evidence.nodes.length === 0) return undefined;
    const selector = selectorOf(evidence, shortage);
    return {
      summary: summaryOf(shortage),
      proof: [
        ...shortage.candidates
          .slice(0, MAX_NODES)
          .map(({ node, room }) => `${node.state.name}: ${room.problem?.text ?? ''}`),
        ...(selector === undefined ? [] : [`deviceSelector: ${selector}`]),
      ],
      fixes: fixesFor(evidence, shortage),
    };
  },
});
