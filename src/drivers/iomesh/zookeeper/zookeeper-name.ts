const SUFFIX = '-zookeeper';

/** The name of the ZookeeperCluster that belongs to an IOMeshCluster, in the same namespace. */
export function zookeeperNameOf(cluster: string): string {
  return `${cluster}${SUFFIX}`;
}

/** The name of the IOMeshCluster that a ZookeeperCluster's name stands for; `undefined` when it stands for none. */
export function clusterNameOfZookeeper(zookeeper: string): string | undefined {
  const cluster = zookeeper.slice(0, -SUFFIX.length);
  return zookeeper.endsWith(SUFFIX) && cluster !== '' ? cluster : undefined;
}
