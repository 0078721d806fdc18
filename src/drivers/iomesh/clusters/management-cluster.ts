import { stringAt } from '../../../core/json.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { DEFAULT_CLUSTER } from '../names.ts';
import { allClusters, clusterNameOf, findCluster, isSameCluster, otherClusters } from './cluster-name.ts';

/** The namespace of the BlockDevices that a cluster mounts; `undefined` when it does not say. */
export function blockDeviceNamespaceOf(cluster: KubernetesObject): string | undefined {
  return stringAt(cluster, 'spec', 'chunk', 'devicemanager', 'blockDeviceNamespace') || undefined;
}

/**
 * The cluster that shares its namespace with the operator, the CSI driver and Node Disk Manager: the one whose namespace
 * is another cluster's `blockDeviceNamespace`, else the only cluster, else `iomesh-system/iomesh`; `undefined` when none
 * of these is in the state.
 */
export function managementClusterOf(lookup: Lookup): KubernetesObject | undefined {
  const clusters = allClusters(lookup);
  const [only] = clusters;
  if (clusters.length === 1) return only;
  const named = clusters.find(cluster => {
    const { namespace } = clusterNameOf(cluster);
    return otherClusters(cluster, lookup).some(other => blockDeviceNamespaceOf(other) === namespace);
  });
  return named ?? findCluster(DEFAULT_CLUSTER, lookup);
}

/** The management cluster, unless the given cluster is it. */
export function otherManagementOf(cluster: KubernetesObject, lookup: Lookup): KubernetesObject | undefined {
  const management = managementClusterOf(lookup);
  const isSame = management && isSameCluster(clusterNameOf(management), clusterNameOf(cluster));
  return isSame === false ? management : undefined;
}
