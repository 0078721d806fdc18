import type { Lookup } from '../../../core/lookup.ts';
import { findCluster } from '../clusters/cluster-name.ts';
import type { ClusterName } from '../clusters/cluster-name.ts';
import { componentNodes } from './component-nodes.ts';
import { chunkPodNodes, redirectorPodNodes } from './component-pods.ts';
import { siblingVolumeNodes } from './sibling-volumes.ts';

/** The nodes of an IOMesh cluster, by name, and how they are known. */
export interface ClusterNodes {
  readonly nodes: ReadonlySet<string>;
  readonly evidence: 'chunk-pods' | 'declared-affinity' | 'sibling-volumes';
}

/**
 * The chunk pods' nodes that also run a redirector. Data goes through the redirector of the pod's own node, so a node
 * without one is of no use. While no chunk node has one (they are being rolled out), all chunk nodes count.
 */
function servingNodes(cluster: ClusterName, lookup: Lookup): ReadonlySet<string> {
  const chunks = chunkPodNodes(cluster, lookup);
  const redirectors = redirectorPodNodes(cluster, lookup);
  const both = [...chunks].filter(node => redirectors.has(node));
  return both.length > 0 ? new Set(both) : chunks;
}

function declaredNodes(cluster: ClusterName, lookup: Lookup): ReadonlySet<string> {
  const object = findCluster(cluster, lookup);
  const nodes = object && componentNodes(object, 'chunk', lookup);
  return new Set(nodes?.map(node => node.name));
}

/**
 * The nodes on which volumes of a cluster can be used, from the strongest evidence there is: its running chunk pods, else
 * the node affinity declared for them, else the node affinity of its bound volumes. `undefined` when nothing is known:
 * then no pod may be tied to nodes.
 */
export function nodesOfCluster(cluster: ClusterName, lookup: Lookup): ClusterNodes | undefined {
  const serving = servingNodes(cluster, lookup);
  if (serving.size > 0) return { nodes: serving, evidence: 'chunk-pods' };
  const declared = declaredNodes(cluster, lookup);
  if (declared.size > 0) return { nodes: declared, evidence: 'declared-affinity' };
  const siblings = siblingVolumeNodes(cluster, lookup);
  return siblings.size > 0 ? { nodes: siblings, evidence: 'sibling-volumes' } : undefined;
}
