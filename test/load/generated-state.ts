import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../src/core/json.ts';

/** How large a generated cluster is. */
export interface StateSize {
  readonly nodes: number;
  readonly claims: number;
}

/** The volumes that the claims of a generated cluster are of, in turn: claim `n` is of sort `n % 4`. */
export const CLAIM_SORTS = ['topolvm', 'iomesh', 'localpv-hostpath', 'localpv-device'] as const;

/** One sort of volume. */
export type ClaimSort = (typeof CLAIM_SORTS)[number];

const NAMESPACES = 100;
const CLUSTERS = 5;
/** Nodes of each IOMesh cluster, at most. */
const CLUSTER_NODES = 40;
/** Every fifth node has block devices. */
const DEVICE_NODE_STEP = 5;
const DEVICES_PER_NODE = 4;
/** Claims of one sort that belong to one pod, by number. */
const CLAIMS_PER_POD = 2;
/** The pods of every fourth group have their volumes already, on one node. */
const BOUND_STEP = 4;
/** Objects of a file, which stays well below the 8 MiB that are read. */
const OBJECTS_PER_FILE = 8_000;

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}

/** The group of a claim: pods by number, one of each sort. */
function groupOf(number: number): number {
  return Math.floor(number / CLAIM_SORTS.length / CLAIMS_PER_POD);
}

/** The numbers of the claims of one pod. */
export function claimsOfPod(group: number, sort: ClaimSort): readonly number[] {
  const first = group * CLAIM_SORTS.length * CLAIMS_PER_POD + CLAIM_SORTS.indexOf(sort);
  return range(CLAIMS_PER_POD).map(place => first + place * CLAIM_SORTS.length);
}

/** How many groups of pods a number of claims makes. */
export function groupsOf(claims: number): number {
  return groupOf(claims);
}

/** The namespace of a claim by its number. */
export function namespaceOfClaim(number: number): string {
  return `team-${groupOf(number) % NAMESPACES}`;
}

/** The name of a claim by its number. */
export function claimName(number: number): string {
  return `data-${number}`;
}

function isBoundClaim(number: number): boolean {
  return groupOf(number) % BOUND_STEP === 0;
}

function uid(kind: number, number: number): string {
  return `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

function nodeName(number: number): string {
  return `worker-${String(number).padStart(4, '0')}`;
}

function node(number: number): JsonObject {
  const name = nodeName(number);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': 'storage.large',
        'topology.kubernetes.io/region': 'r1',
        'topology.kubernetes.io/zone': `z${number % 3}`,
        'topology.topolvm.io/node': name,
        'topology.iomesh-localpv-manager.csi/node': name,
      },
      annotations: {
        'capacity.topolvm.io/00default': String((number % 900) * 2 ** 30),
        'capacity.topolvm.io/ssd': String((number % 900) * 2 ** 30),
        'csi.volume.kubernetes.io/nodeid': '{"topolvm.io":"x"}',
      },
    },
  };
}

function csiNode(number: number): JsonObject {
  const name = nodeName(number);
  const drivers = ['topolvm.io', 'com.iomesh.csi-driver', 'com.iomesh.iomesh-localpv-manager'];
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: { name },
    spec: { drivers: drivers.map(driver => ({ name: driver, nodeID: name })) },
  };
}

function csiDriver(name: string): JsonObject {
  return { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name }, spec: {} };
}

function storageClass(name: string, provisioner: string, parameters: JsonObject): JsonObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner,
    parameters: { 'csi.storage.k8s.io/fstype': 'ext4', ...parameters },
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  };
}

function clusterName(number: number): string {
  return number === 0 ? 'iomesh' : `iomesh-${number}`;
}

function clusterNamespace(number: number): string {
  return number === 0 ? 'iomesh-system' : clusterName(number);
}

function componentPod(cluster: number, component: string, place: number, nodeNumber: number): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${clusterName(cluster)}-${component}-${place}`,
      namespace: clusterNamespace(cluster),
      ...(component === 'iscsi-redirector' && {
        labels: { 'app.kubernetes.io/name': 'iomesh-iscsi-redirector' },
      }),
    },
    spec: { nodeName: nodeName(nodeNumber), containers: [{ name: component, image: `iomesh/${component}` }] },
    status: { phase: 'Running' },
  };
}

/** An IOMesh cluster with its connection, its class, and the pods by which its nodes are known. */
function iomeshCluster(cluster: number, nodes: number): readonly JsonObject[] {
  const name = clusterName(cluster);
  const namespace = clusterNamespace(cluster);
  const size = Math.min(CLUSTER_NODES, Math.floor(nodes / CLUSTERS));
  const places = Array.from({ length: size }, (_, place) => place);
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'iomesh.com/v1alpha1',
      kind: 'IOMeshCluster',
      metadata: { name, namespace },
      spec: { chunk: { replicas: size, dataCIDR: '10.0.0.0/16' } },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${name}-connection`, namespace },
      data: {
        clusterId: 'k8s',
        iscsiPortal: '127.0.0.1:3260',
        metaAddr: `${name}-meta-client.${namespace}.svc.cluster.local:10100`,
      },
    },
    storageClass(`iomesh-${cluster}`, 'com.iomesh.csi-driver', {
      replicaFactor: '2',
      thinProvision: 'true',
      clusterConnection: `${namespace}/${name}-connection`,
      iomeshCluster: `${namespace}/${name}`,
    }),
    ...places.flatMap(place => {
      const nodeNumber = cluster * size + place;
      return [
        componentPod(cluster, 'chunk', place, nodeNumber),
        componentPod(cluster, 'iscsi-redirector', place, nodeNumber),
      ];
    }),
  ];
}

function blockDevice(nodeNumber: number, place: number): JsonObject {
  const driveType = place % 2 === 0 ? 'SSD' : 'HDD';
  return {
    apiVersion: 'openebs.io/v1alpha1',
    kind: 'BlockDevice',
    metadata: {
      name: `blockdevice-${nodeNumber}-${place}`,
      namespace: 'iomesh-system',
      labels: {
        'kubernetes.io/hostname': nodeName(nodeNumber),
        'iomesh.com/bd-deviceType': 'disk',
        'iomesh.com/bd-driverType': driveType,
      },
      annotations: { 'internal.openebs.io/uuid-scheme': 'gpt' },
    },
    spec: {
      path: `/dev/sd${'bcde'[place] ?? 'z'}`,
      capacity: { storage: 960_197_124_096 + place },
      details: { deviceType: 'disk', driveType },
      filesystem: {},
      nodeAttributes: { nodeName: nodeName(nodeNumber) },
    },
    status: { claimState: 'Unclaimed', state: 'Active' },
  };
}

function classOfClaim(number: number): string {
  const sort = CLAIM_SORTS[number % CLAIM_SORTS.length] ?? 'topolvm';
  if (sort === 'topolvm') return 'topolvm-ssd';
  return sort === 'iomesh' ? `iomesh-${groupOf(number) % CLUSTERS}` : sort;
}

function claim(number: number): JsonObject {
  const isBound = isBoundClaim(number);
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: claimName(number), namespace: namespaceOfClaim(number), uid: uid(1, number) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      storageClassName: classOfClaim(number),
      volumeMode: 'Filesystem',
      ...(isBound && { volumeName: `pv-${number}` }),
    },
    status: { phase: isBound ? 'Bound' : 'Pending' },
  };
}

const VOLUME_DRIVERS: Readonly<Record<ClaimSort, { readonly driver: string; readonly key?: string }>> = {
  topolvm: { driver: 'topolvm.io', key: 'topology.topolvm.io/node' },
  iomesh: { driver: 'com.iomesh.csi-driver' },
  'localpv-hostpath': {
    driver: 'com.iomesh.iomesh-localpv-manager',
    key: 'topology.iomesh-localpv-manager.csi/node',
  },
  'localpv-device': {
    driver: 'com.iomesh.iomesh-localpv-manager',
    key: 'topology.iomesh-localpv-manager.csi/node',
  },
};

function volume(number: number, nodes: number): JsonObject {
  const { driver, key } = VOLUME_DRIVERS[CLAIM_SORTS[number % CLAIM_SORTS.length] ?? 'topolvm'];
  const values = [nodeName(groupOf(number) % nodes)];
  const required = { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In', values }] }] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `pv-${number}` },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '10Gi' },
      claimRef: { namespace: namespaceOfClaim(number), name: claimName(number), uid: uid(1, number) },
      csi: { driver, volumeHandle: uid(2, number) },
      storageClassName: classOfClaim(number),
      ...(key !== undefined && { nodeAffinity: { required } }),
    },
    status: { phase: 'Bound' },
  };
}

function* objectsOf({ nodes, claims }: StateSize): Generator<JsonObject> {
  for (const { driver } of Object.values(VOLUME_DRIVERS).slice(0, 3)) yield csiDriver(driver);
  yield storageClass('topolvm-ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' });
  yield storageClass('localpv-hostpath', 'com.iomesh.iomesh-localpv-manager', { volumeType: 'hostpath' });
  yield storageClass('localpv-device', 'com.iomesh.iomesh-localpv-manager', {
    volumeType: 'device',
    deviceSelector: 'matchLabels:\n  iomesh.com/bd-driverType: SSD\n',
  });
  for (const cluster of range(CLUSTERS)) yield* iomeshCluster(cluster, nodes);
  for (const number of range(NAMESPACES)) {
    yield { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${number}` } };
  }
  for (const number of range(nodes)) {
    yield node(number);
    yield csiNode(number);
    if (number % DEVICE_NODE_STEP > 0) continue;
    for (const place of range(DEVICES_PER_NODE)) yield blockDevice(number, place);
  }
  for (const number of range(claims)) {
    yield claim(number);
    if (isBoundClaim(number)) yield volume(number, nodes);
  }
}

function listOf(items: readonly JsonObject[]): string {
  const metadata = { annotations: { 'stowage.dev/complete': 'true' } };
  const head = JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata });
  return `${head.slice(0, -1)},"items":[\n${items.map(item => JSON.stringify(item)).join(',\n')}\n]}\n`;
}

/** Writes a whole cluster as manifests into a folder that it makes, and says how many objects they are. */
export async function writeState(folder: string, size: StateSize): Promise<number> {
  await mkdir(folder, { recursive: true });
  let items: JsonObject[] = [];
  let objects = 0;
  for (const object of objectsOf(size)) {
    items.push(object);
    objects += 1;
    if (items.length < OBJECTS_PER_FILE) continue;
    await writeFile(join(folder, `${objects}.yaml`), listOf(items));
    items = [];
  }
  await writeFile(join(folder, 'last.yaml'), listOf(items));
  return objects;
}
