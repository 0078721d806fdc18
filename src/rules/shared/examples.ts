/** Joins YAML documents for the state of an example. */
export function documents(...yaml: readonly string[]): string {
  return yaml.join('---');
}

/** A node with the labels that drivers look at. */
export function nodeYaml(name: string): string {
  return `
apiVersion: v1
kind: Node
metadata:
  name: ${name}
  labels:
    kubernetes.io/hostname: ${name}
    topology.topolvm.io/node: ${name}
`;
}

/** The class of the claims of {@link boundTopolvmClaimYaml}. */
export const TOPOLVM_CLASS_YAML = `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: topolvm
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
`;

/** A claim bound to a TopoLVM volume, which stays on its node. */
export function boundTopolvmClaimYaml(name: string, node: string): string {
  return `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
  namespace: default
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: topolvm
  volumeName: pvc-${name}
status:
  phase: Bound
---
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pvc-${name}
spec:
  storageClassName: topolvm
  csi:
    driver: topolvm.io
    volumeHandle: ${name}
  nodeAffinity:
    required:
      nodeSelectorTerms:
        - matchExpressions:
            - { key: topology.topolvm.io/node, operator: In, values: [${node}] }
`;
}

/** A claim with its class, of an IOMesh cluster that is declared to run on one node. */
export function iomeshClaimYaml(name: string, cluster: string, node: string): string {
  return `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
  namespace: default
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: ${cluster}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: ${cluster}
provisioner: com.iomesh.csi-driver
parameters:
  iomeshCluster: ${cluster}/iomesh
---
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata:
  name: iomesh
  namespace: ${cluster}
spec:
  chunk:
    podPolicy:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - { key: kubernetes.io/hostname, operator: In, values: [${node}] }
`;
}
