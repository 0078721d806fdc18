/** Everything about IOMesh clusters that rules, topology and hooks share: which there are, which one a class uses, its nodes. */
export {
  allClusters,
  clusterNameOf,
  findCluster,
  formatClusterName,
  formatKnownClusters,
  isSameCluster,
  otherClusters,
  parseClusterName,
} from './cluster-name.ts';
export type { ClusterName } from './cluster-name.ts';
export { nodesOfCluster } from './cluster-nodes.ts';
export { clusterOf, clusterOfMetaAddr, declaredClusterOf } from './cluster-of.ts';
export { componentNodes, nodesMatching } from './component-nodes.ts';
export { CONNECTION_KEYS, connectionOf, isConnectionConfigMap } from './connection.ts';
export { blockDeviceNamespaceOf, managementClusterOf } from './management-cluster.ts';
export { isIpAddress, META_CLIENT_PORT, META_EXTERNAL_PORT, parseMetaAddr } from './meta-addr.ts';
