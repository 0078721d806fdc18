import type { JsonObject } from '../../../core/json.ts';
import { namespaceOf, nameOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import SCHEMA from '../parameters.schema.json' with { type: 'json' };

/** Names an IOMeshCluster. */
export interface ClusterName {
  readonly namespace: string;
  readonly name: string;
}

const NAMESPACED_NAME = new RegExp(SCHEMA.properties.iomeshCluster.pattern);

/**
 * Reads `namespace/name` (the form of the parameters `iomeshCluster` and `clusterConnection`); `undefined` when it is
 * anything but two valid names with one slash.
 */
export function parseClusterName(text: string): ClusterName | undefined {
  if (!NAMESPACED_NAME.test(text)) return undefined;
  const slash = text.indexOf('/');
  return { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
}

/** Writes a cluster's name as `namespace/name`. */
export function formatClusterName(cluster: ClusterName): string {
  return `${cluster.namespace}/${cluster.name}`;
}

/** The name of an IOMeshCluster object; a manifest without a namespace goes to `default`. */
export function clusterNameOf(object: JsonObject): ClusterName {
  return { namespace: namespaceOf(object) ?? 'default', name: nameOf(object) };
}

/** Says whether two names are the same. */
export function isSameCluster(left: ClusterName, right: ClusterName): boolean {
  return left.namespace === right.namespace && left.name === right.name;
}

/** The IOMeshCluster of a name; `undefined` when it is not in the state. */
export function findCluster(cluster: ClusterName, lookup: Lookup): KubernetesObject | undefined {
  return lookup.get('IOMeshCluster', cluster.namespace, cluster.name);
}

/** All IOMeshClusters in the state, in their order by namespace and name. */
export function allClusters(lookup: Lookup): readonly KubernetesObject[] {
  return lookup.list('IOMeshCluster');
}

/** All IOMeshClusters in the state except the given one. */
export function otherClusters(cluster: JsonObject, lookup: Lookup): readonly KubernetesObject[] {
  const own = clusterNameOf(cluster);
  return allClusters(lookup).filter(other => !isSameCluster(clusterNameOf(other), own));
}

/** The names of all IOMeshClusters for a message: `iomesh-system/iomesh, iomesh-1/iomesh-1`, or `none`. */
export function formatKnownClusters(lookup: Lookup): string {
  const names = allClusters(lookup).map(cluster => formatClusterName(clusterNameOf(cluster)));
  return names.length === 0 ? 'none' : names.join(', ');
}
