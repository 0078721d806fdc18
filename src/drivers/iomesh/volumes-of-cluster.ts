import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import type { Settings } from '../../core/settings.ts';
import { decodeStorageClass } from '../../core/storage-class.ts';
import { clusterOf, isSameCluster } from './clusters.ts';
import type { ClusterName } from './clusters.ts';
import { iomeshProvisioners } from './names.ts';

/** The PersistentVolumes whose class keeps its volumes in a cluster. */
export function volumesOfCluster(
  cluster: ClusterName,
  lookup: Lookup,
  settings: Settings,
): readonly KubernetesObject[] {
  return iomeshProvisioners(settings)
    .flatMap(provisioner => lookup.indexed('StorageClass/provisioner', provisioner))
    .map(decodeStorageClass)
    .filter(storageClass => {
      const used = clusterOf(storageClass, lookup);
      return used !== undefined && isSameCluster(used, cluster);
    })
    .flatMap(({ name }) => lookup.indexed('PersistentVolume/storageClassName', name));
}
