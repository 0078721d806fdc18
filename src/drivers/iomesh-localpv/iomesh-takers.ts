import { deviceMapSelections, selectsDevice } from '../../core/block-device.ts';
import type { BlockDevice } from '../../core/block-device.ts';
import { arrayAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { nodeSelectorPredicate } from '../../core/node-affinity.ts';
import { decodeNode, HOSTNAME_LABEL } from '../../core/node.ts';
import type { Node } from '../../core/node.ts';

const CHUNK_NODE_TERMS = [
  'spec',
  'chunk',
  'podPolicy',
  'affinity',
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'nodeSelectorTerms',
] as const;

/** The nodes on which a cluster takes devices: a chunk pod mounts those of its own node only. */
function chunkNodes(cluster: JsonObject): (node: Node) => boolean {
  const terms = arrayAt(cluster, ...CHUNK_NODE_TERMS);
  return terms.length === 0 ? () => true : nodeSelectorPredicate(terms);
}

/** The node of a device; made up from the device's own label when the Node is not in the state. */
function nodeOf({ nodeName, labels }: BlockDevice, lookup: Lookup): Node {
  const node = lookup.get('Node', undefined, nodeName);
  if (node !== undefined) return decodeNode(node);
  const hostname = new Map([[HOSTNAME_LABEL, labels.get(HOSTNAME_LABEL) ?? nodeName]]);
  return { name: nodeName, labels: hostname, annotations: new Map(), isUnschedulable: false };
}

/** Tells which IOMesh cluster would take a device for itself; `undefined` when none would. */
export type IomeshTaker = (device: BlockDevice) => KubernetesObject | undefined;

/** Reads the device maps of all IOMeshClusters that are known into one function. */
export function iomeshTaker(lookup: Lookup): IomeshTaker {
  const takers = deviceMapSelections(lookup).map(selection => ({
    selection,
    runsOn: chunkNodes(selection.cluster),
  }));
  return device =>
    takers.find(({ selection, runsOn }) => selectsDevice(selection, device) && runsOn(nodeOf(device, lookup)))
      ?.selection.cluster;
}
