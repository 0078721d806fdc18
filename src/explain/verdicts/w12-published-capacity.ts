import type { Evidence } from '../evidence.ts';
import { openNodes } from '../fixes.ts';
import { fits } from '../judged-node.ts';
import { largestFree, shortages } from '../space.ts';
import type { Shortage } from '../space.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause } from '../verdict.ts';
import { size } from '../words.ts';

function scarceVolume(evidence: Evidence): Cause | undefined {
  const [shortage] = shortages(evidence, 'published');
  if (shortage === undefined) return undefined;
  const { demand } = shortage;
  const [claim = ''] = demand.claims;
  const largest = largestFree(shortage);
  const limit =
    largest === undefined
      ? `no CSIStorageCapacity of ${demand.class} reaches a node that it may use`
      : `the driver can make at most ${size(largest)} of ${demand.class} on a node that it may use`;
  return {
    summary: `${limit}; claim ${claim} asks for ${size(demand.bytes)}`,
    proof: [
      `kube-scheduler goes by the CSIStorageCapacity objects of ${demand.driver}, because its CSIDriver has storageCapacity: true`,
    ],
    fixes: [
      ...openNodes(evidence),
      {
        text: `free space where ${demand.title} makes its volumes, or ask for less`,
        command: 'kubectl get csistoragecapacities -A',
      },
    ],
  };
}

function isDoublyCounted({ candidates }: Shortage): boolean {
  return candidates.some(({ room }) => room.problem?.id === 'W12');
}

/** The node's own figure admits the pod, and the published one does not. */
function doubleCount(evidence: Evidence): Cause | undefined {
  if (evidence.nodes.some(fits)) return undefined;
  const shortage = shortages(evidence, 'pool').find(isDoublyCounted);
  if (shortage === undefined) return undefined;
  const { demand, candidates } = shortage;
  const refused = candidates.filter(({ room }) => room.problem?.id === 'W12');
  return {
    summary: `the nodes report enough ${demand.class}, but the driver's CSIStorageCapacity objects do not`,
    proof: refused.slice(0, 3).map(({ node, room }) => {
      const free = room.freeBytes === undefined ? '' : `${size(room.freeBytes)} free, `;
      return `${node.state.name}: ${free}${room.problem?.text ?? ''}`;
    }),
    fixes: [
      {
        text: 'use one of the two: switch storage capacity tracking off where the extender counts',
        path: 'spec.storageCapacity of the CSIDriver',
      },
    ],
  };
}

/** Refused by kube-scheduler's own check of storage capacity. */
export const publishedCapacity = defineVerdict({
  id: 'W12',
  summary: "The driver's CSIStorageCapacity objects have no room for the claim.",
  help: `Where a CSIDriver has storageCapacity: true, kube-scheduler compares each claim of a WaitForFirstConsumer class with the
maximumVolumeSize (else the capacity) of the CSIStorageCapacity objects that reach the node. They are refreshed about once a
minute, count no thin provisioning, and say nothing of several claims on one pool. Its message is "did not have enough free
storage".`,
  source: 'https://kubernetes.io/docs/concepts/storage/storage-capacity/',
  find: evidence => scarceVolume(evidence) ?? doubleCount(evidence),
});
