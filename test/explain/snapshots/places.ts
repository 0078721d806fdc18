import {
  LOCALPV,
  boundClaim,
  claim,
  csiDriver,
  failedScheduling,
  gib,
  iomeshCluster,
  lvmClass,
  node,
  pod,
  provisioningFailed,
  published,
  storageClass,
  volume,
} from './builders.ts';
import type { Snapshot } from './snapshot.ts';

const SSD = lvmClass('ssd');
const GPU = { key: 'gpu', value: 'true', effect: 'NoSchedule' };
const ROOMY = node('worker-1', { free: { ssd: gib(400) } });

const CLUSTER_2 = [
  ...iomeshCluster('iomesh-1', ['a-1', 'a-2']),
  ...iomeshCluster('iomesh-2', ['b-1', 'b-2']),
  claim('data', { className: 'iomesh-2', size: '10Gi' }),
];

function hostnames(...values: readonly string[]) {
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values }];
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
      },
    },
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
  };
}

/** W10 to W14: where storage is, and where the pod may be. */
export const PLACES: readonly Snapshot[] = [
  {
    name: 'the node of the volume is cordoned',
    state: [
      SSD,
      boundClaim('data-db-0', 'pv-1'),
      volume('pv-1', 'worker-1'),
      pod(['data-db-0']),
      failedScheduling(
        '0/2 nodes are available: 1 node(s) were unschedulable, 1 node(s) had volume node affinity conflict.',
      ),
      node('worker-1', { free: { ssd: gib(5) }, unschedulable: true }),
      node('worker-2', { free: { ssd: gib(400) } }),
    ],
    verdict: 'W10',
    says: ['PersistentVolume pv-1 lies on worker-1'],
    proves: 'worker-1: cordoned',
    fixes: 'kubectl uncordon worker-1',
    nodes: [
      { name: 'worker-1', class: '', eligible: false, reasons: ['W19'] },
      { name: 'worker-2', class: '', eligible: false, reasons: ['W10'] },
    ],
  },
  {
    name: 'the node of the volume is gone',
    state: [
      SSD,
      boundClaim('data-db-0', 'pv-1'),
      volume('pv-1', 'worker-9'),
      pod(['data-db-0']),
      failedScheduling('0/1 nodes are available: 1 node(s) had volume node affinity conflict.'),
      ROOMY,
    ],
    verdict: 'W10',
    says: ['the node of PersistentVolume pv-1 is gone'],
  },
  {
    name: 'the node of the volume is not ready',
    state: [
      SSD,
      boundClaim('data-db-0', 'pv-1'),
      volume('pv-1', 'worker-1'),
      pod(['data-db-0']),
      node('worker-1', { free: { ssd: gib(5) }, notReady: 20 }),
    ],
    verdict: 'W10',
    proves: 'not ready for 20m',
  },
  {
    name: 'the volume itself is gone',
    subject: 'PersistentVolumeClaim/data-db-0',
    state: [SSD, boundClaim('data-db-0', 'pv-1'), pod(['data-db-0']), ROOMY].map(object =>
      object.kind === 'PersistentVolumeClaim' ? { ...object, status: { phase: 'Lost' } } : object,
    ),
    verdict: 'W10',
    says: ['PersistentVolume pv-1', 'does not exist'],
  },
  {
    name: "the pod's selector and its IOMesh cluster",
    state: [
      ...CLUSTER_2,
      pod(['data'], {
        isMarked: false,
        spec: {
          nodeSelector: { zone: 'a' },
          volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
        },
      }),
      node('a-1', { labels: { zone: 'a' } }),
      node('a-2', { labels: { zone: 'a' } }),
      node('b-1', { labels: { zone: 'b' } }),
      node('b-2', { labels: { zone: 'b' } }),
    ],
    verdict: 'W11',
    says: ['IOMesh cluster iomesh-2/iomesh-2', 'its nodeSelector zone=a'],
    proves: 'its nodeSelector zone=a allows a-1, a-2',
    fixes: 'spec.template.spec.nodeSelector',
    nodes: [
      { name: 'a-1', class: '', eligible: false, reasons: ['W14'] },
      { name: 'a-2', class: '', eligible: false, reasons: ['W14'] },
      { name: 'b-1', class: '', eligible: false, reasons: ['W19'] },
      { name: 'b-2', class: '', eligible: false, reasons: ['W19'] },
    ],
  },
  {
    name: "the pod's own affinity against its volume",
    state: [
      SSD,
      boundClaim('data', 'pv-1'),
      volume('pv-1', 'worker-1'),
      pod(['data'], { spec: hostnames('worker-2') }),
      ROOMY,
      node('worker-2', { free: { ssd: gib(400) } }),
    ],
    verdict: 'W11',
    says: ['PersistentVolume pv-1', 'its node affinity'],
  },
  {
    name: 'two volumes on two nodes',
    state: [
      SSD,
      boundClaim('a', 'pv-a'),
      boundClaim('b', 'pv-b'),
      volume('pv-a', 'worker-1'),
      volume('pv-b', 'worker-2'),
      pod(['a', 'b']),
      ROOMY,
      node('worker-2', { free: { ssd: gib(400) } }),
    ],
    verdict: 'W11',
    says: ['PersistentVolume pv-a', 'PersistentVolume pv-b'],
  },
  {
    name: 'what the webhook has injected is not held against the pod, and the nodes of the cluster are down',
    state: [
      ...CLUSTER_2,
      pod(['data'], { isMarked: false, spec: hostnames('b-1', 'b-2') }),
      node('a-1'),
      node('b-1', { notReady: 5 }),
      node('b-2', { taints: [GPU] }),
    ],
    verdict: 'W14',
    says: ['2 nodes of IOMesh cluster iomesh-2/iomesh-2'],
    proves: 'b-2: taint gpu=true:NoSchedule',
  },
  {
    name: 'all nodes of the IOMesh cluster are cordoned',
    state: [
      ...CLUSTER_2,
      pod(['data'], { isMarked: false }),
      node('a-1'),
      node('a-2'),
      node('b-1', { unschedulable: true }),
      node('b-2', { unschedulable: true }),
    ],
    verdict: 'W14',
    nodes: [
      { name: 'a-1', class: '', eligible: false, reasons: ['W14'] },
      { name: 'a-2', class: '', eligible: false, reasons: ['W14'] },
      { name: 'b-1', class: '', eligible: false, reasons: ['W19'] },
      { name: 'b-2', class: '', eligible: false, reasons: ['W19'] },
    ],
  },
  {
    name: 'the published capacity of a hostpath class is too small everywhere',
    state: [
      csiDriver(LOCALPV),
      storageClass('hostpath', LOCALPV, { volumeType: 'hostpath', basePath: '/mnt/data' }),
      published('hostpath', 'worker-1', '10Gi'),
      published('hostpath', 'worker-2', '20Gi'),
      claim('data-db-0', { className: 'hostpath' }),
      pod(['data-db-0'], { isMarked: false }),
      failedScheduling('0/2 nodes are available: 2 node(s) did not have enough free storage.'),
      node('worker-1'),
      node('worker-2'),
    ],
    verdict: 'W12',
    says: ['at most 20.0Gi of hostpath', 'asks for 100.0Gi'],
    nodes: [
      {
        name: 'worker-1',
        class: 'hostpath',
        free: gib(10),
        short: gib(90),
        eligible: true,
        reasons: ['W12'],
      },
      {
        name: 'worker-2',
        class: 'hostpath',
        free: gib(20),
        short: gib(80),
        eligible: true,
        reasons: ['W12'],
      },
    ],
  },
  {
    name: 'a driver of others publishes too little',
    state: [
      csiDriver('local.csi.openebs.io'),
      storageClass('openebs-lvm', 'local.csi.openebs.io'),
      published('openebs-lvm', 'worker-1', '99Gi'),
      claim('data-db-0', { className: 'openebs-lvm' }),
      pod(['data-db-0'], { isMarked: false }),
      failedScheduling('0/2 nodes are available: 2 node(s) did not have enough free storage.'),
      node('worker-1'),
      node('worker-2'),
    ],
    verdict: 'W12',
    says: ['at most 99.0Gi of openebs-lvm'],
    nodes: [
      {
        name: 'worker-1',
        class: 'openebs-lvm',
        free: gib(99),
        short: gib(1),
        eligible: true,
        reasons: ['W12'],
      },
      { name: 'worker-2', class: 'openebs-lvm', eligible: true, reasons: ['W12'] },
    ],
  },
  {
    name: 'TopoLVM counts twice: its annotation admits the pod, what it publishes does not',
    state: [
      SSD,
      csiDriver('topolvm.io'),
      published('topolvm-ssd', 'worker-1', '50Gi'),
      claim('data-db-0'),
      pod(['data-db-0']),
      failedScheduling('0/1 nodes are available: 1 node(s) did not have enough free storage.'),
      ROOMY,
    ],
    verdict: 'W12',
    proves: 'worker-1: 400.0Gi free, CSIStorageCapacity: at most 50.0Gi',
  },
  {
    name: 'the connection ConfigMap does not exist',
    subject: 'PersistentVolumeClaim/data',
    state: [
      ...iomeshCluster('iomesh-1', ['a-1'], { isMissing: true }),
      claim('data', { className: 'iomesh-1' }),
      node('a-1'),
    ],
    verdict: 'W13',
    says: ['ConfigMap iomesh-1/iomesh-1-csi does not exist'],
  },
  {
    name: 'the address in the ConfigMap leads to a cluster that does not exist',
    state: [
      ...iomeshCluster('iomesh-1', ['a-1'], {
        metaAddr: 'iomesh-9-meta-client.iomesh-1.svc.cluster.local:10100',
      }),
      claim('data', { className: 'iomesh-1' }),
      pod(['data'], { isMarked: false }),
      failedScheduling('0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.'),
      node('a-1'),
    ],
    verdict: 'W13',
    says: ['iomesh-9'],
  },
  {
    name: 'two causes: a wrong port in the ConfigMap, and a selector against the cluster',
    state: [
      ...iomeshCluster('iomesh-1', ['a-1'], {
        metaAddr: 'iomesh-1-meta-client.iomesh-1.svc.cluster.local:10206',
      }),
      claim('data', { className: 'iomesh-1' }),
      pod(['data'], { isMarked: false, spec: hostnames('b-1') }),
      provisioningFailed('data', 'rpc error: code = Unavailable desc = connection refused'),
      node('a-1'),
      node('b-1'),
    ],
    verdict: 'W13',
    also: ['W11'],
    says: ['listens on 10100, not on 10206'],
  },
];
