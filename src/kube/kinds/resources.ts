import type { ResourceKind } from './resource-kind.ts';
import { trimBlockDevice } from './trim-block-device.ts';
import { trimClaim } from './trim-claim.ts';
import { trimConfigMap } from './trim-config-map.ts';
import { trimBookkeeping } from './trim-metadata.ts';
import { trimCsiNode, trimNode } from './trim-node.ts';
import { trimPod } from './trim-pod.ts';
import { trimNamespace, trimStorageCapacity, trimToOwners } from './trim-small.ts';
import { trimSnapshot, trimSnapshotContent } from './trim-snapshot.ts';
import { trimVolume } from './trim-volume.ts';

const STORAGE = 'storage.k8s.io';
const SNAPSHOT = 'snapshot.storage.k8s.io';

/** Up to 1 MiB each, and most of them are no concern of ours. */
const CONFIG_MAP_PAGE = 100;

/** The kinds that decisions are made from, each with the part of its objects that is kept. */
export const RESOURCES: readonly ResourceKind[] = [
  {
    kind: 'StorageClass',
    group: STORAGE,
    versions: ['v1'],
    plural: 'storageclasses',
    isNamespaced: false,
    isRequired: true,
    trim: trimBookkeeping,
  },
  {
    kind: 'PersistentVolumeClaim',
    group: '',
    versions: ['v1'],
    plural: 'persistentvolumeclaims',
    isNamespaced: true,
    isRequired: true,
    trim: trimClaim,
  },
  {
    kind: 'PersistentVolume',
    group: '',
    versions: ['v1'],
    plural: 'persistentvolumes',
    isNamespaced: false,
    isRequired: true,
    trim: trimVolume,
  },
  {
    kind: 'Namespace',
    group: '',
    versions: ['v1'],
    plural: 'namespaces',
    isNamespaced: false,
    isRequired: true,
    trim: trimNamespace,
  },
  {
    kind: 'Node',
    group: '',
    versions: ['v1'],
    plural: 'nodes',
    isNamespaced: false,
    isRequired: true,
    trim: trimNode,
  },
  {
    kind: 'CSINode',
    group: STORAGE,
    versions: ['v1'],
    plural: 'csinodes',
    isNamespaced: false,
    isRequired: true,
    trim: trimCsiNode,
  },
  {
    kind: 'CSIDriver',
    group: STORAGE,
    versions: ['v1'],
    plural: 'csidrivers',
    isNamespaced: false,
    isRequired: true,
    trim: trimBookkeeping,
  },
  {
    kind: 'CSIStorageCapacity',
    group: STORAGE,
    versions: ['v1'],
    plural: 'csistoragecapacities',
    isNamespaced: true,
    isRequired: false,
    trim: trimStorageCapacity,
  },
  {
    kind: 'Pod',
    group: '',
    versions: ['v1'],
    plural: 'pods',
    isNamespaced: true,
    isRequired: true,
    trim: trimPod,
  },
  {
    kind: 'ConfigMap',
    group: '',
    versions: ['v1'],
    plural: 'configmaps',
    isNamespaced: true,
    isRequired: true,
    pageSize: CONFIG_MAP_PAGE,
    trim: trimConfigMap,
  },
  {
    kind: 'StatefulSet',
    group: 'apps',
    versions: ['v1'],
    plural: 'statefulsets',
    isNamespaced: true,
    isRequired: true,
    isMetadataOnly: true,
    trim: trimToOwners,
  },
  {
    kind: 'DaemonSet',
    group: 'apps',
    versions: ['v1'],
    plural: 'daemonsets',
    isNamespaced: true,
    isRequired: true,
    isMetadataOnly: true,
    trim: trimToOwners,
  },
  {
    kind: 'BlockDevice',
    group: 'openebs.io',
    versions: ['v1alpha1'],
    isNamespaced: true,
    isRequired: true,
    trim: trimBlockDevice,
  },
  {
    kind: 'IOMeshCluster',
    group: 'iomesh.com',
    versions: ['v1alpha1'],
    isNamespaced: true,
    isRequired: true,
    trim: trimBookkeeping,
  },
  {
    kind: 'ZookeeperCluster',
    group: 'zookeeper.pravega.io',
    versions: ['v1beta1'],
    isNamespaced: true,
    isRequired: false,
    trim: trimBookkeeping,
  },
  {
    kind: 'VolumeSnapshot',
    group: SNAPSHOT,
    versions: ['v1'],
    isNamespaced: true,
    isRequired: false,
    trim: trimSnapshot,
  },
  {
    kind: 'VolumeSnapshotClass',
    group: SNAPSHOT,
    versions: ['v1'],
    isNamespaced: false,
    isRequired: false,
    trim: trimBookkeeping,
  },
  {
    kind: 'VolumeSnapshotContent',
    group: SNAPSHOT,
    versions: ['v1'],
    isNamespaced: false,
    isRequired: false,
    trim: trimSnapshotContent,
  },
];
