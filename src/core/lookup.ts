import type { KubernetesObject } from './kubernetes-object.ts';

/**
 * The only window on the cluster: informers in the server, manifests in the checker. It is synchronous; the edge makes
 * sure beforehand that what an object names has been read.
 */
export interface Lookup {
  /** One object by kind, namespace (`undefined` for cluster-scoped kinds) and name; `undefined` when it is not there. */
  get(kind: string, namespace: string | undefined, name: string): KubernetesObject | undefined;
  /**
   * All objects of a kind, of one namespace when given, in a stable order (namespace, then name). The array is never changed,
   * and where it can be the same one is given until an object of the kind changes: what is derived of it may be kept with it.
   */
  list(kind: string, namespace?: string): readonly KubernetesObject[];
  /**
   * The objects that an index files under a key; costs the same however many objects there are. The array is as that of
   * {@link list}.
   */
  indexed(index: IndexName, key: string): readonly KubernetesObject[];
  /**
   * Whether the absence of an object of this kind proves that it does not exist. True for a live cluster, false for a
   * folder of manifests: there a missing object makes a verdict `unknown`.
   */
  isComplete(kind: string): boolean;
}

/** The indexes every store keeps; see `object-store.ts` for how each is filled. */
export type IndexName =
  /** PersistentVolumes by `spec.storageClassName`. */
  | 'PersistentVolume/storageClassName'
  /** PersistentVolumes by claim, `namespace/name` of `spec.claimRef`. */
  | 'PersistentVolume/claim'
  /** BlockDevices by the node's name, `spec.nodeAttributes.nodeName`. */
  | 'BlockDevice/nodeName'
  /** Pods by claim, `namespace/claimName`. */
  | 'Pod/claim'
  /** Pods by namespace. */
  | 'Pod/namespace'
  /** StorageClasses by `parameters.clusterConnection`. */
  | 'StorageClass/clusterConnection'
  /** StorageClasses by `provisioner`. */
  | 'StorageClass/provisioner'
  /** Nodes by the label `kubernetes.io/hostname`. */
  | 'Node/hostname';
