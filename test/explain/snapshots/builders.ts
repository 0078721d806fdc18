import type { JsonObject } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';

/** When every snapshot is looked at. */
export const NOW = new Date('2026-11-20T12:00:00Z');

/** The pod's creation in every snapshot: 14 minutes ago. */
const CREATED = '2026-11-20T11:46:00Z';

const GIB = 1n << 30n;

export const LOCALPV = 'com.iomesh.iomesh-localpv-manager';
const IOMESH = 'com.iomesh.csi-driver';

/** Bytes of a number of GiB, tenths rounded down to the byte. */
export function gib(count: number): bigint {
  return (BigInt(Math.round(count * 10)) * GIB) / 10n;
}

function minutesAgo(minutes: number): string {
  return new Date(NOW.getTime() - minutes * 60_000).toISOString();
}

/** A device class of TopoLVM behind a StorageClass `topolvm-<class>`. */
export function lvmClass(deviceClass: string, fields: JsonObject = {}): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: `topolvm-${deviceClass}` },
    provisioner: 'topolvm.io',
    parameters: { 'topolvm.io/device-class': deviceClass },
    volumeBindingMode: 'WaitForFirstConsumer',
    ...fields,
  };
}

/** A StorageClass of any provisioner. */
export function storageClass(
  name: string,
  provisioner: string,
  parameters: JsonObject = {},
  volumeBindingMode = 'WaitForFirstConsumer',
): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner,
    parameters,
    volumeBindingMode,
  };
}

interface NodeFields {
  /** Annotations of free bytes, by device class. */
  readonly free?: Readonly<Record<string, bigint | string>>;
  readonly labels?: JsonObject;
  readonly taints?: readonly JsonObject[];
  readonly unschedulable?: boolean;
  /** Minutes since the node has not been ready; ready when absent. */
  readonly notReady?: number;
  readonly allocatable?: JsonObject;
}

/** A node; with TopoLVM's label when it reports something. */
export function node(name: string, fields: NodeFields = {}): KubernetesObject {
  const free = Object.entries(fields.free ?? {});
  const since = minutesAgo(fields.notReady ?? 100_000);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        ...(free.length > 0 && { 'topology.topolvm.io/node': name }),
        ...fields.labels,
      },
      annotations: Object.fromEntries(
        free.map(([key, bytes]) => [`capacity.topolvm.io/${key}`, String(bytes)]),
      ),
    },
    spec: {
      ...(fields.taints && { taints: fields.taints }),
      ...(fields.unschedulable === true && { unschedulable: true }),
    },
    status: {
      allocatable: fields.allocatable ?? { cpu: '8', memory: '32Gi' },
      conditions: [
        {
          type: 'Ready',
          status: fields.notReady === undefined ? 'True' : 'Unknown',
          lastTransitionTime: since,
        },
      ],
    },
  };
}

/** A node that runs the control plane only. */
export function controlPlane(name: string): KubernetesObject {
  return node(name, { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] });
}

interface ClaimFields {
  readonly size?: string;
  readonly className?: string;
  readonly phase?: string;
  readonly volumeName?: string;
  readonly selectedNode?: string;
  readonly created?: string;
  readonly spec?: JsonObject;
}

/** A claim in namespace `shop`: 100Gi of `topolvm-ssd`, Pending, unless said. */
export function claim(name: string, fields: ClaimFields = {}): KubernetesObject {
  const className = fields.className ?? 'topolvm-ssd';
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-of-${name}`,
      creationTimestamp: fields.created ?? CREATED,
      annotations: {
        ...(fields.selectedNode !== undefined && {
          'volume.kubernetes.io/selected-node': fields.selectedNode,
        }),
      },
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: className,
      resources: { requests: { storage: fields.size ?? '100Gi' } },
      ...(fields.volumeName !== undefined && { volumeName: fields.volumeName }),
      ...fields.spec,
    },
    status: { phase: fields.phase ?? 'Pending' },
  };
}

/** A claim that is bound to a volume. */
export function boundClaim(name: string, volumeName: string, className = 'topolvm-ssd'): KubernetesObject {
  return claim(name, { className, volumeName, phase: 'Bound' });
}

/** A volume of TopoLVM on one node, of class `topolvm-ssd`. */
export function volume(name: string, nodeName: string, size = '100Gi'): KubernetesObject {
  const expression = { key: 'topology.topolvm.io/node', operator: 'In', values: [nodeName] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: { storage: size },
      storageClassName: 'topolvm-ssd',
      csi: { driver: 'topolvm.io', volumeHandle: name },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } },
    },
  };
}

interface PodFields {
  readonly name?: string;
  readonly spec?: JsonObject;
  readonly metadata?: JsonObject;
  readonly requests?: JsonObject;
  /** Whether the webhook has marked it for the extender; true unless said. */
  readonly isMarked?: boolean;
  readonly phase?: string;
}

/** A waiting pod `shop/db-0` of StatefulSet `db` that mounts claims. */
export function pod(claims: readonly string[], fields: PodFields = {}): KubernetesObject {
  const marks = fields.isMarked === false ? {} : { 'topolvm.io/capacity': '1' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: fields.name ?? 'db-0',
      namespace: 'shop',
      uid: `uid-of-${fields.name ?? 'db-0'}`,
      creationTimestamp: CREATED,
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', controller: true }],
      ...fields.metadata,
    },
    spec: {
      containers: [
        {
          name: 'main',
          image: 'db:1',
          resources: { requests: { ...fields.requests, ...marks }, limits: marks },
        },
      ],
      volumes: claims.map((claimName, index) => ({
        name: `v${index}`,
        persistentVolumeClaim: { claimName },
      })),
      ...fields.spec,
    },
    status: { phase: fields.phase ?? 'Pending' },
  };
}

/** The StatefulSet that the pods of {@link pod} belong to. */
export function statefulSet(templates: readonly string[] = ['data'], replicas = 1): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { replicas, volumeClaimTemplates: templates.map(name => ({ metadata: { name } })) },
  };
}

interface EventFields {
  readonly kind?: string;
  readonly type?: string;
  readonly count?: number;
  readonly minutesAgo?: number;
}

/** An event of `v1` about an object in namespace `shop`. */
export function event(
  name: string,
  reason: string,
  message: string,
  fields: EventFields = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${reason}`, namespace: 'shop' },
    involvedObject: { kind: fields.kind ?? 'Pod', namespace: 'shop', name },
    type: fields.type ?? 'Warning',
    reason,
    message,
    count: fields.count ?? 1,
    lastTimestamp: minutesAgo(fields.minutesAgo ?? 1),
  };
}

/** The same as {@link event}, as `events.k8s.io/v1` writes it. */
function seriesEvent(name: string, reason: string, note: string, fields: EventFields = {}): KubernetesObject {
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name: `${name}.${reason}`, namespace: 'shop' },
    regarding: { kind: fields.kind ?? 'Pod', namespace: 'shop', name },
    type: fields.type ?? 'Warning',
    reason,
    note,
    eventTime: minutesAgo(60),
    series: { count: fields.count ?? 2, lastObservedTime: minutesAgo(fields.minutesAgo ?? 1) },
  };
}

/** What kube-scheduler says of `shop/db-0`. */
export function failedScheduling(message: string, fields: EventFields = {}): KubernetesObject {
  return seriesEvent('db-0', 'FailedScheduling', message, fields);
}

/** What the provisioner says of a claim. */
export function provisioningFailed(claimName: string, message: string): KubernetesObject {
  return event(claimName, 'ProvisioningFailed', message, { kind: 'PersistentVolumeClaim', count: 3 });
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
export function csiDriver(name: string, storageCapacity = true): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIDriver',
    metadata: { name },
    spec: { storageCapacity },
  };
}

/** What a CSI driver publishes of a StorageClass on one node. */
export function published(className: string, nodeName: string, maximumVolumeSize: string): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIStorageCapacity',
    metadata: { name: `${className}-${nodeName}`, namespace: 'drivers' },
    storageClassName: className,
    nodeTopology: { matchLabels: { 'kubernetes.io/hostname': nodeName } },
    maximumVolumeSize,
  };
}

/** A raw block device of some bytes, an SSD, free. */
export function device(
  name: string,
  nodeName: string,
  storage: number,
  fields: { readonly type?: string; readonly claimState?: string } = {},
): KubernetesObject {
  return {
    apiVersion: 'openebs.io/v1alpha1',
    kind: 'BlockDevice',
    metadata: {
      name,
      namespace: 'iomesh-system',
      labels: { 'iomesh.com/bd-driverType': fields.type ?? 'SSD' },
    },
    spec: { path: `/dev/${name}`, capacity: { storage }, nodeAttributes: { nodeName } },
    status: { state: 'Active', claimState: fields.claimState ?? 'Unclaimed' },
  };
}

/** The StorageClass `localpv` of block devices. */
export function deviceClass(deviceSelector = ''): KubernetesObject {
  return storageClass('localpv', LOCALPV, {
    volumeType: 'device',
    'csi.storage.k8s.io/fstype': 'ext4',
    ...(deviceSelector !== '' && { deviceSelector }),
  });
}

/** A node agent of TopoLVM that is not ready since some minutes. */
export function deadAgent(nodeName: string, minutes: number): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `topolvm-node-${nodeName}`,
      namespace: 'topolvm-system',
      labels: { 'app.kubernetes.io/name': 'topolvm' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'topolvm-node', controller: true }],
    },
    spec: { nodeName },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: minutesAgo(minutes) }],
    },
  };
}

/** An IOMesh cluster in a namespace of its name, with a chunk pod on each node, its class and its connection. */
export function iomeshCluster(
  name: string,
  nodes: readonly string[],
  connection: { readonly metaAddr?: string; readonly isMissing?: boolean } = {},
): readonly KubernetesObject[] {
  const metadata = { name, namespace: name };
  const service = `${name}-meta-client.${name}.svc.cluster.local:10100`;
  const configMap: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${name}-csi`, namespace: name },
    data: {
      clusterId: 'k8s',
      iscsiPortal: '127.0.0.1:3260',
      metaAddr: connection.metaAddr ?? service,
    },
  };
  return [
    { apiVersion: 'iomesh.com/v1alpha1', kind: 'IOMeshCluster', metadata, spec: {} },
    storageClass(
      name,
      IOMESH,
      {
        'csi.storage.k8s.io/fstype': 'ext4',
        replicaFactor: '2',
        thinProvision: 'true',
        clusterConnection: `${name}/${name}-csi`,
        iomeshCluster: `${name}/${name}`,
      },
      'Immediate',
    ),
    ...(connection.isMissing === true ? [] : [configMap]),
    ...nodes.map((nodeName, index): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-chunk-${index}`, namespace: name },
      spec: { nodeName },
      status: { phase: 'Running' },
    })),
  ];
}

/** A namespace. */
export function namespace(name: string, labels: JsonObject = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}
