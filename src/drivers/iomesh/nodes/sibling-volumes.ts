import { stringAt } from '../../../core/json.ts';
import { nameOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import type { NodeSelectorTerm } from '../../../core/node-selector.ts';
import { decodePersistentVolume } from '../../../core/persistent-volume.ts';
import { decodeStorageClass } from '../../../core/storage-class.ts';
import { isSameCluster } from '../clusters/cluster-name.ts';
import type { ClusterName } from '../clusters/cluster-name.ts';
import { declaredClusterOf } from '../clusters/cluster-of.ts';
import { nodesMatching } from './component-nodes.ts';

function boundVolumesOf(cluster: ClusterName, lookup: Lookup): readonly KubernetesObject[] {
  return lookup
    .list('StorageClass')
    .filter(object => {
      const declared = declaredClusterOf(decodeStorageClass(object), lookup);
      return declared !== undefined && isSameCluster(declared, cluster);
    })
    .flatMap(object => lookup.indexed('PersistentVolume/storageClassName', nameOf(object)))
    .filter(volume => stringAt(volume, 'spec', 'claimRef', 'name') !== undefined);
}

/**
 * Names of the nodes that bound volumes of a cluster's classes may be used on, by the node affinity that the driver wrote
 * into them. Only classes that name the cluster themselves count, so that volumes of other drivers never do.
 */
export function siblingVolumeNodes(cluster: ClusterName, lookup: Lookup): ReadonlySet<string> {
  const distinct = new Map<string, readonly NodeSelectorTerm[]>();
  for (const volume of boundVolumesOf(cluster, lookup)) {
    const { nodeSelectorTerms } = decodePersistentVolume(volume);
    if (nodeSelectorTerms.length > 0) distinct.set(JSON.stringify(nodeSelectorTerms), nodeSelectorTerms);
  }
  const nodes = [...distinct.values()].flatMap(terms => nodesMatching(terms, lookup));
  return new Set(nodes.map(node => node.name));
}
