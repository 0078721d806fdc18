import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import type { Settings } from '../../../core/settings.ts';
import { ownClasses } from '../classes/own-classes.ts';
import { isSameCluster } from './cluster-name.ts';
import type { ClusterName } from './cluster-name.ts';
import { clusterOf } from './cluster-of.ts';

/** The PersistentVolumes whose class keeps its volumes in a cluster. */
export function volumesOfCluster(
  cluster: ClusterName,
  lookup: Lookup,
  settings: Settings,
): readonly KubernetesObject[] {
  return ownClasses(lookup, settings)
    .filter(storageClass => {
      const used = clusterOf(storageClass, lookup);
      return used !== undefined && isSameCluster(used, cluster);
    })
    .flatMap(({ name }) => lookup.indexed('PersistentVolume/storageClassName', name));
}
