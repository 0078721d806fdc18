import { arrayAt, objectAt } from '../../../core/json.ts';
import type { JsonValue } from '../../../core/json.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { REQUIRED_NODE_AFFINITY } from '../../../core/node-selector.ts';
import { allNodes } from '../../../core/node.ts';
import type { Node } from '../../../core/node.ts';
import { selectNodes } from '../../../core/select-nodes.ts';
import type { Component } from '../names.ts';

/** The nodes in the state that ORed node selector terms select. */
export function nodesMatching(terms: readonly JsonValue[], lookup: Lookup): readonly Node[] {
  return selectNodes(terms, allNodes(lookup));
}

/** The nodes that the required node affinity in an `affinity` object selects; `undefined` when it has none. */
function nodesOfAffinity(affinity: JsonValue | undefined, lookup: Lookup): readonly Node[] | undefined {
  const required = objectAt(affinity, ...REQUIRED_NODE_AFFINITY);
  return required && nodesMatching(arrayAt(required, 'nodeSelectorTerms'), lookup);
}

/**
 * The nodes to which an IOMeshCluster ties one of its components (`spec.<component>.podPolicy.affinity`), among the Nodes
 * in the state; `undefined` when it requires no node affinity.
 */
export function componentNodes(
  cluster: KubernetesObject,
  component: Component,
  lookup: Lookup,
): readonly Node[] | undefined {
  return nodesOfAffinity(objectAt(cluster, 'spec', component, 'podPolicy', 'affinity'), lookup);
}
