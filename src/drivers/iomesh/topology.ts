import type { DriverContext, NodeConstraint, Topology } from '../../core/driver.ts';
import type { Lookup } from '../../core/lookup.ts';
import type { PersistentVolume } from '../../core/persistent-volume.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import { knowsKind } from '../../core/resolve.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import { volumeConstraint } from '../../core/volume-constraint.ts';
import { formatClusterName } from './clusters/cluster-name.ts';
import type { ClusterName } from './clusters/cluster-name.ts';
import { clusterOf } from './clusters/cluster-of.ts';
import { nodesOfCluster } from './nodes/cluster-nodes.ts';
import { nodesMatching } from './nodes/component-nodes.ts';
import { termsForNodes } from './nodes/node-terms.ts';

/** The weight of the wish for a cluster's nodes where it is no demand: the API's highest. */
const PREFERRED_WEIGHT = 100;

/** The value of `stowage.dev/topology`: the cluster as `namespace/name`; `undefined` when the class's cluster is unknown. */
export function claimTopology(storageClass: StorageClass, { lookup }: DriverContext): string | undefined {
  const cluster = clusterOf(storageClass, lookup);
  return cluster && formatClusterName(cluster);
}

function isTiedByVolume(claim: PodClaim): boolean {
  return claim.volume !== undefined && claim.volume.nodeSelectorTerms.length > 0;
}

interface ClusterClaims {
  readonly cluster: ClusterName;
  readonly claims: readonly string[];
}

/** The claims that no volume ties to nodes yet, by cluster, in the order of the claims. */
function groupByCluster(claims: readonly PodClaim[], lookup: Lookup): readonly ClusterClaims[] {
  const groups = new Map<string, ClusterClaims>();
  for (const claim of claims) {
    if (isTiedByVolume(claim) || claim.storageClass === undefined) continue;
    const cluster = clusterOf(claim.storageClass, lookup);
    if (cluster === undefined) continue;
    const key = formatClusterName(cluster);
    groups.set(key, { cluster, claims: [...(groups.get(key)?.claims ?? []), claim.name] });
  }
  return [...groups.values()];
}

function clusterConstraints(claims: readonly PodClaim[], lookup: Lookup): readonly NodeConstraint[] {
  return groupByCluster(claims, lookup).flatMap(group => {
    const known = nodesOfCluster(group.cluster, lookup);
    if (known === undefined) return [];
    return {
      terms: termsForNodes(known.nodes, lookup),
      nodes: known.nodes,
      claims: group.claims,
      reason: `IOMesh cluster ${formatClusterName(group.cluster)}`,
    };
  });
}

function nodeNamesOf(volume: PersistentVolume, lookup: Lookup): ReadonlySet<string> | undefined {
  if (!knowsKind(lookup, 'Node')) return undefined;
  return new Set(nodesMatching(volume.nodeSelectorTerms, lookup).map(node => node.name));
}

/**
 * Where a pod's claims of the IOMesh CSI driver allow it to run: on the nodes of each claim's cluster, demanded or wished
 * for as `iomeshAffinity` says. Membership of a cluster changes only when it is scaled, so it may be written into pods, whose
 * affinity never changes. Volumes that carry a node affinity of their own are the scheduler's business and only
 * reported. A claim whose cluster or nodes are unknown adds nothing.
 */
export function topology(claims: readonly PodClaim[], { lookup, settings }: DriverContext): Topology {
  const enforced = claims.flatMap(claim => volumeConstraint(claim, volume => nodeNamesOf(volume, lookup)));
  if (settings.iomeshAffinity === 'off') return { required: [], preferred: [], enforced };
  const constraints = clusterConstraints(claims, lookup);
  if (settings.iomeshAffinity === 'required') return { required: constraints, preferred: [], enforced };
  const preferred = constraints.map(constraint => ({ ...constraint, weight: PREFERRED_WEIGHT }));
  return { required: [], preferred, enforced };
}
