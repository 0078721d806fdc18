import { csiNodeDriver } from '../../../core/csi-node.ts';
import { nameOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { decodeNode } from '../../../core/node.ts';
import { oncePer } from '../../../core/once-per.ts';
import { NODE_LABEL, PROVISIONER } from '../names.ts';

const listsDriver = oncePer(
  (csiNode: KubernetesObject): boolean => csiNodeDriver(csiNode, PROVISIONER) !== undefined,
);

const registeredAmong = oncePer((nodes: readonly KubernetesObject[]) =>
  oncePer((csiNodes: readonly KubernetesObject[]): ReadonlySet<string> => {
    const labelled = nodes.filter(node => decodeNode(node).labels.has(NODE_LABEL));
    return new Set([...labelled, ...csiNodes.filter(listsDriver)].map(nameOf));
  }),
);

/** The names of the nodes where the driver is known to run. */
export function registeredNodes(lookup: Lookup): ReadonlySet<string> {
  return registeredAmong(lookup.list('Node'))(lookup.list('CSINode'));
}

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
