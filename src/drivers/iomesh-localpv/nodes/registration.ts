import { csiNodeDriver } from '../../../core/csi-node.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { decodeNode } from '../../../core/node.ts';
import { oncePer } from '../../../core/once-per.ts';
import { NODE_LABEL, PROVISIONER } from '../names.ts';

const listsDriver = oncePer(
  (csiNode: KubernetesObject): boolean => csiNodeDriver(csiNode, PROVISIONER) !== undefined,
);

/**
 * Says whether the driver runs on a node: its CSINode lists the driver, or the node carries the label that
 * comes with it. `undefined` when neither is known.
 */
export function isRegistered(nodeName: string, lookup: Lookup): boolean | undefined {
  const node = lookup.get('Node', undefined, nodeName);
  if (node !== undefined && decodeNode(node).labels.has(NODE_LABEL)) return true;
  const csiNode = lookup.get('CSINode', undefined, nodeName);
  if (csiNode === undefined) return lookup.isComplete('CSINode') ? false : undefined;
  return listsDriver(csiNode);
}
