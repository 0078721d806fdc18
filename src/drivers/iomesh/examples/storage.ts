function indented(lines: readonly string[], depth: number): string {
  return lines.map(line => `${' '.repeat(depth)}${line}\n`).join('');
}

function section(key: string, lines: readonly string[], depth: number): string {
  return lines.length === 0 ? '' : `${' '.repeat(depth)}${key}:\n${indented(lines, depth + 2)}`;
}

/** A StorageClass of the IOMesh CSI driver, with lines of parameters. */
export function iomeshClass(name: string, ...parameters: readonly string[]): string {
  return `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: ${name}
provisioner: com.iomesh.csi-driver
${section('parameters', parameters, 0)}`;
}

/** A StorageClass annotated as the default one. */
export function defaultClass(name: string, provisioner = 'com.iomesh.csi-driver'): string {
  return `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: ${name}
  annotations:
    storageclass.kubernetes.io/is-default-class: "true"
provisioner: ${provisioner}
`;
}

/** The two parameters that choose the management cluster. */
export const MANAGEMENT_PARAMETERS = [
  'clusterConnection: iomesh-system/iomesh-csi-configmap',
  'iomeshCluster: iomesh-system/iomesh',
] as const;

/** The parameters that read the user's secret from the claim. */
export const USER_SECRET_PARAMETERS = [
  "csi.storage.k8s.io/node-stage-secret-name: ${pvc.annotations['iomesh.com/key']}",
  'csi.storage.k8s.io/node-stage-secret-namespace: ${pvc.namespace}',
] as const;

/** The class `iomesh-chap`, which asks for CHAP in the documented way. */
export const CHAP_CLASS = iomeshClass(
  'iomesh-chap',
  'auth: "true"',
  'csi.storage.k8s.io/controller-publish-secret-name: volume-secret',
  'csi.storage.k8s.io/controller-publish-secret-namespace: iomesh-system',
  ...USER_SECRET_PARAMETERS,
);

/** A ConfigMap with lines of data. */
export function configMap(namespace: string, name: string, ...data: readonly string[]): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  namespace: ${namespace}
  name: ${name}
${section('data', data, 0)}`;
}

/** The connection of the management cluster, with some values changed. */
export function managementConnection(changes: Readonly<Record<string, string>>): string {
  const data = {
    clusterId: 'k8s-1',
    iscsiPortal: '127.0.0.1:3260',
    metaAddr: 'iomesh-meta-client.iomesh-system.svc.cluster.local:10100',
    ...changes,
  };
  const lines = Object.entries(data).map(([key, value]) => `${key}: ${value}`);
  return configMap('iomesh-system', 'iomesh-csi-configmap', ...lines);
}

/** The connection of the management cluster. */
export const MANAGEMENT_CONNECTION = managementConnection({});

/** The connection of a second cluster. */
export const SECOND_CONNECTION = configMap(
  'iomesh-cluster-1',
  'iomesh-cluster-1-csi-configmap',
  'clusterId: k8s-1',
  'iscsiPortal: 127.0.0.1:3260',
  'metaAddr: iomesh-cluster-1-meta-client.iomesh-cluster-1.svc.cluster.local:10100',
);

/** An IOMeshCluster of which only the name matters. */
export function iomeshCluster(namespace: string, name: string): string {
  return `apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata:
  namespace: ${namespace}
  name: ${name}
`;
}

/** The management cluster and a second one, by name only. */
export const TWO_CLUSTERS = `${iomeshCluster('iomesh-system', 'iomesh')}---
${iomeshCluster('iomesh-cluster-1', 'iomesh-cluster-1')}`;

/** A claim of 10Gi, with further lines of its spec and lines of annotations. */
export function claim(name: string, spec: readonly string[], annotations: readonly string[] = []): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  namespace: shop
  name: ${name}
${section('annotations', annotations, 2)}spec:
${indented(spec, 2)}  resources:
    requests:
      storage: 10Gi
`;
}

/** A ReadWriteOnce claim of the class `iomesh-chap`, with lines of annotations. */
export function chapClaim(...annotations: readonly string[]): string {
  return claim('data', ['storageClassName: iomesh-chap', 'accessModes: [ReadWriteOnce]'], annotations);
}

/** A claim for a block volume with an access mode, and lines of annotations. */
export function blockClaim(accessMode: string, ...annotations: readonly string[]): string {
  const spec = ['storageClassName: iomesh', 'volumeMode: Block', `accessModes: [${accessMode}]`];
  return claim('external', spec, annotations);
}
