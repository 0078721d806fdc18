import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { claim, node } from '../support/objects.ts';

export const GIB = 1n << 30n;
export const LOCALPV = 'com.iomesh.iomesh-localpv-manager';

/** A node that reports free bytes of TopoLVM by device class, with TopoLVM's label. */
export function lvmNode(
  name: string,
  free: Readonly<Record<string, bigint | number | string>>,
): KubernetesObject {
  const figures = Object.entries(free).map(([key, bytes]) => [`capacity.topolvm.io/${key}`, String(bytes)]);
  return node(name, {
    labels: { 'topology.topolvm.io/node': name },
    annotations: Object.fromEntries(figures),
  });
}

/** A claim in namespace `shop` that is bound to a volume. */
export function boundClaim(name: string, storageClassName: string, volumeName: string): KubernetesObject {
  return claim(name, { storageClassName, volumeName, phase: 'Bound' });
}

/** A volume of a CSI driver that is tied to one node by TopoLVM's label. */
export function volume(name: string, driver: string, nodeName: string): KubernetesObject {
  const expression = { key: 'topology.topolvm.io/node', operator: 'In', values: [nodeName] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      csi: { driver, volumeHandle: name },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } },
    },
  };
}

/** An IOMeshCluster in a namespace of its name, with a running chunk pod on each node. */
export function iomeshCluster(name: string, nodes: readonly string[]): readonly KubernetesObject[] {
  const metadata = { name, namespace: name };
  return [
    { apiVersion: 'iomesh.com/v1alpha1', kind: 'IOMeshCluster', metadata, spec: {} },
    ...nodes.map((nodeName, index): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-chunk-${index}`, namespace: name },
      spec: { nodeName },
      status: { phase: 'Running' },
    })),
  ];
}

/** A raw, free block device. */
export function blockDevice(
  name: string,
  nodeName: string,
  bytes: number,
  driverType = 'SSD',
): KubernetesObject {
  return {
    apiVersion: 'openebs.io/v1alpha1',
    kind: 'BlockDevice',
    metadata: { name, namespace: 'iomesh-system', labels: { 'iomesh.com/bd-driverType': driverType } },
    spec: { path: '/dev/sdb', capacity: { storage: bytes }, nodeAttributes: { nodeName } },
    status: { state: 'Active', claimState: 'Unclaimed' },
  };
}

/** What the kubelet says of the CSI drivers of a node. */
export function csiNode(name: string, ...drivers: readonly string[]): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: { name },
    spec: { drivers: drivers.map(driver => ({ name: driver, nodeID: name })) },
  };
}

/** A CSI driver. */
export function csiDriver(name: string, storageCapacity: boolean): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIDriver',
    metadata: { name },
    spec: { storageCapacity },
  };
}

/** What a CSI driver publishes of its free space. */
export function storageCapacity(
  name: string,
  storageClassName: string,
  nodeTopology: JsonObject | undefined,
  figures: { readonly capacity?: string; readonly maximumVolumeSize?: string },
): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIStorageCapacity',
    metadata: { name, namespace: 'drivers' },
    storageClassName,
    ...(nodeTopology !== undefined && { nodeTopology }),
    ...figures,
  };
}
