function affinity(nodes: readonly string[]): string {
  return `{nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [
      {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [${nodes.join(', ')}]}]}]}}}`;
}

function iomeshCluster(namespace: string, name: string, nodes: readonly string[]): string {
  return `apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: ${namespace}, name: ${name}}
spec:
  diskDeploymentMode: hybridFlash
  storageClass: hostpath
  reclaimPolicy: {volume: Delete, blockdevice: Delete}
  meta:
    replicas: 3
    image: {repository: iomesh/zbs-metad, tag: v5.3.0-rc13-community, pullPolicy: IfNotPresent}
    podPolicy: {affinity: ${affinity(nodes)}}
  chunk:
    replicas: 3
    dataCIDR: 10.234.1.0/24
    image: {repository: iomesh/zbs-chunkd, tag: v5.3.0-rc13-community, pullPolicy: IfNotPresent}
    devicemanager:
      image: {repository: iomesh/operator-devicemanager, tag: v1.0.0, pullPolicy: IfNotPresent}
      blockDeviceNamespace: iomesh-system
    podPolicy: {affinity: ${affinity(nodes)}}
    deviceMap:
      cacheWithJournal: {selector: {matchLabels: {iomesh.com/bd-driverType: SSD}}}
      dataStore: {selector: {matchLabels: {iomesh.com/bd-driverType: HDD}}}
  redirector:
    dataCIDR: 10.234.1.0/24
    image: {repository: iomesh/zbs-iscsi-redirectord, tag: v5.3.0-rc13-community, pullPolicy: IfNotPresent}
    podPolicy: {affinity: ${affinity(nodes)}}
  probe:
    image: {repository: iomesh/operator-probe, tag: v1.0.0, pullPolicy: IfNotPresent}
  toolbox:
    image: {repository: iomesh/operator-toolbox, tag: v1.0.0, pullPolicy: IfNotPresent}
`;
}

/** The cluster `iomesh-system/iomesh`, on k8s-worker-0 to k8s-worker-2. */
export const MANAGEMENT_CLUSTER = iomeshCluster('iomesh-system', 'iomesh', [
  'k8s-worker-0',
  'k8s-worker-1',
  'k8s-worker-2',
]);

/** A second cluster, `iomesh-cluster-1/iomesh-cluster-1`, on k8s-worker-3 to k8s-worker-5. */
export const SECOND_CLUSTER = iomeshCluster('iomesh-cluster-1', 'iomesh-cluster-1', [
  'k8s-worker-3',
  'k8s-worker-4',
  'k8s-worker-5',
]);

/** The ZookeeperCluster of the second cluster. */
export const ZOOKEEPER_CLUSTER = `apiVersion: zookeeper.pravega.io/v1beta1
kind: ZookeeperCluster
metadata: {namespace: iomesh-cluster-1, name: iomesh-cluster-1-zookeeper}
spec:
  replicas: 3
  image: {repository: iomesh/zookeeper, tag: 3.5.9, pullPolicy: IfNotPresent}
  pod:
    affinity:
      nodeAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          nodeSelectorTerms:
          - matchExpressions:
            - {key: kubernetes.io/hostname, operator: In, values: [k8s-worker-3, k8s-worker-4, k8s-worker-5]}
      podAntiAffinity:
        preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 20
          podAffinityTerm:
            labelSelector:
              matchExpressions:
              - {key: app, operator: In, values: [iomesh-cluster-1-zookeeper]}
            topologyKey: kubernetes.io/hostname
    securityContext: {runAsUser: 0}
  persistence:
    reclaimPolicy: Delete
    spec:
      storageClassName: hostpath
      resources: {requests: {storage: 20Gi}}
`;

/** A BlockDevice in the management namespace, with further lines of `spec` in flow style. */
export function blockDevice(name: string, node: string, driveType: string, spec: string): string {
  return `apiVersion: openebs.io/v1alpha1
kind: BlockDevice
metadata:
  namespace: iomesh-system
  name: ${name}
  labels: {kubernetes.io/hostname: ${node}, iomesh.com/bd-driverType: ${driveType}}
spec: {nodeAttributes: {nodeName: ${node}}, path: /dev/sdb, ${spec}}
status: {claimState: Unclaimed, state: Active}
`;
}

/** Nodes whose hostname label is their name. */
export function nodes(...names: readonly string[]): string {
  return names
    .map(
      name => `apiVersion: v1
kind: Node
metadata: {name: ${name}, labels: {kubernetes.io/hostname: ${name}}}
`,
    )
    .join('---\n');
}

/** The documents of an example one after the other. */
export function documents(...yaml: readonly string[]): string {
  return yaml.join('---\n');
}

/** A StorageClass with CHAP, and a claim in `user-namespace` that names `user-secret` for it. */
export const AUTHENTICATION = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: per-storageclass-auth}
provisioner: com.iomesh.csi-driver
parameters:
  auth: "true"
  csi.storage.k8s.io/controller-publish-secret-name: volume-secret
  csi.storage.k8s.io/controller-publish-secret-namespace: iomesh-system
  csi.storage.k8s.io/node-stage-secret-name: \${pvc.annotations['iomesh.com/key']}
  csi.storage.k8s.io/node-stage-secret-namespace: \${pvc.namespace}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {namespace: user-namespace, name: user-claim, annotations: {iomesh.com/key: user-secret}}
spec: {storageClassName: per-storageclass-auth, resources: {requests: {storage: 2Gi}}}
`;
