import type { KubernetesObject, ObjectReference } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { knowsKind } from '../../../core/resolve.ts';
import { DEFAULT_CLUSTER } from '../names.ts';
import { clusterNameOf } from './cluster-name.ts';
import { blockDeviceNamespaceOf } from './management-cluster.ts';

/**
 * The management cluster that a cluster points at with `blockDeviceNamespace`, when that namespace's cluster is not in the
 * given state but may exist; `undefined` when it is there, or when the cluster points at no other namespace.
 */
export function missingManagementOf(cluster: KubernetesObject, lookup: Lookup): ObjectReference | undefined {
  const namespace = blockDeviceNamespaceOf(cluster);
  if (namespace === undefined || namespace === clusterNameOf(cluster).namespace) return undefined;
  return knowsKind(lookup, 'IOMeshCluster', namespace)
    ? undefined
    : { kind: 'IOMeshCluster', namespace, name: DEFAULT_CLUSTER.name };
}
