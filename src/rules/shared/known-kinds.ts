import { groupOf } from '../../core/kubernetes-object.ts';

/** The kinds that the rules look at, by API group. */
const KINDS_BY_GROUP: ReadonlyMap<string, readonly string[]> = new Map([
  [
    '',
    [
      'ConfigMap',
      'Namespace',
      'Node',
      'PersistentVolume',
      'PersistentVolumeClaim',
      'Pod',
      'Secret',
      'Service',
    ],
  ],
  ['apps', ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']],
  ['batch', ['CronJob', 'Job']],
  ['storage.k8s.io', ['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'StorageClass', 'VolumeAttachment']],
  ['snapshot.storage.k8s.io', ['VolumeSnapshot', 'VolumeSnapshotClass', 'VolumeSnapshotContent']],
  ['kubescheduler.config.k8s.io', ['KubeSchedulerConfiguration']],
  ['iomesh.com', ['IOMeshCluster']],
  ['zookeeper.pravega.io', ['ZookeeperCluster']],
  ['openebs.io', ['BlockDevice', 'BlockDeviceClaim']],
  ['topolvm.io', ['LogicalVolume']],
  ['topolvm.cybozu.com', ['LogicalVolume']],
]);

/** The kinds known in the API group of an `apiVersion`; empty for groups that are none of our business. */
export function knownKinds(apiVersion: string): readonly string[] {
  return KINDS_BY_GROUP.get(groupOf(apiVersion)) ?? [];
}
