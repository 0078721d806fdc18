import {
  LOCALPV,
  claim,
  device,
  deviceClass,
  failedScheduling,
  gib,
  lvmClass,
  node,
  pod,
  provisioningFailed,
  storageClass,
} from './builders.ts';
import type { Snapshot } from './snapshot.ts';

const SSD = lvmClass('ssd');
const ROOMY = node('worker-1', { free: { ssd: gib(400) } });
const GPU = { key: 'gpu', value: 'true', effect: 'NoSchedule' };
const LOCAL_NODE = { labels: { 'topology.iomesh-localpv-manager.csi/node': 'worker-1' } };
const QUOTA = storageClass('quota', LOCALPV, {
  volumeType: 'hostpath',
  basePath: '/mnt/quota',
  enableQuota: 'true',
});

/** W15 to W19: devices, what went wrong on the way, and what is only waiting. */
export const PROGRESS: readonly Snapshot[] = [
  {
    name: 'a 10 GB disk does not hold 10Gi',
    state: [
      deviceClass(),
      claim('data-db-0', { className: 'localpv', size: '10Gi' }),
      pod(['data-db-0'], { isMarked: false }),
      failedScheduling('0/1 nodes are available: 1 LocalPV: no free devices for its claims.'),
      node('worker-1', LOCAL_NODE),
      device('sdb', 'worker-1', 10_000_000_000),
      device('sdc', 'worker-1', 9_000_000_000),
    ],
    verdict: 'W15',
    says: ['10737418240 bytes', 'largest free one has 9.3Gi (10000000000 bytes)'],
    fixes: 'at most 10000000000 bytes',
    nodes: [
      {
        name: 'worker-1',
        class: 'device',
        free: 10_000_000_000n,
        short: 737_418_240n,
        eligible: true,
        reasons: ['W15'],
      },
    ],
  },
  {
    name: 'the disk that fits is claimed, and the other one does not match the selector',
    state: [
      deviceClass('matchLabels:\n  iomesh.com/bd-driverType: SSD\n'),
      claim('data-db-0', { className: 'localpv', size: '10G' }),
      pod(['data-db-0'], { isMarked: false }),
      node('worker-1', LOCAL_NODE),
      node('worker-2'),
      device('sdb', 'worker-1', 15_000_000_000, { claimState: 'Claimed' }),
      device('sdc', 'worker-2', 20_000_000_000, { type: 'HDD' }),
    ],
    verdict: 'W15',
    says: ['no node it may use has a free one'],
    proves: 'sdb (14Gi) is not Unclaimed',
    nodes: [
      { name: 'worker-1', class: 'device', eligible: true, reasons: ['W15'] },
      { name: 'worker-2', class: 'device', eligible: true, reasons: ['W15'] },
    ],
  },
  {
    name: 'two claims and one disk',
    state: [
      deviceClass(),
      claim('a', { className: 'localpv', size: '10G' }),
      claim('b', { className: 'localpv', size: '14G' }),
      pod(['a', 'b'], { isMarked: false }),
      node('worker-1', LOCAL_NODE),
      device('sdb', 'worker-1', 15_000_000_000),
    ],
    verdict: 'W15',
    says: ['no node has enough free ones for all claims of the pod'],
    nodes: [
      { name: 'worker-1', class: 'device', free: 15_000_000_000n, eligible: true, reasons: ['W15'] },
      { name: 'worker-1', class: 'device', free: 15_000_000_000n, eligible: true, reasons: ['W15'] },
    ],
  },
  {
    name: 'a directory without quotas',
    state: [
      QUOTA,
      claim('data-db-0', { className: 'quota', selectedNode: 'worker-1' }),
      pod(['data-db-0'], { isMarked: false }),
      provisioningFailed('data-db-0', 'basePath /mnt/quota is not mounted with prjquota'),
      node('worker-1', LOCAL_NODE),
    ],
    verdict: 'W16',
    says: ['/mnt/quota on worker-1'],
    fixes: 'findmnt -no FSTYPE,OPTIONS --mountpoint /mnt/quota',
  },
  {
    name: 'the same without its name, and the node cordoned besides',
    state: [
      QUOTA,
      claim('data-db-0', { className: 'quota', selectedNode: 'worker-1' }),
      pod(['data-db-0'], { isMarked: false }),
      provisioningFailed('data-db-0', 'rpc error: code = Internal desc = exit status 1'),
      node('worker-1', { ...LOCAL_NODE, unschedulable: true }),
    ],
    verdict: 'W16',
    also: ['W19'],
  },
  {
    name: 'others were faster, and another node has room',
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0']),
      provisioningFailed(
        'data-db-0',
        'rpc error: code = ResourceExhausted desc = no enough space left on VG: free=1, requested=107374182400',
      ),
      ROOMY,
      node('worker-2', { free: { ssd: gib(1) } }),
    ],
    verdict: 'W17',
    says: ['others were faster'],
    proves: '3 times, 60s ago',
    nodes: [
      { name: 'worker-1', class: 'ssd', free: gib(400), size: gib(400), eligible: true, reasons: [] },
      {
        name: 'worker-2',
        class: 'ssd',
        free: gib(1),
        size: gib(1),
        short: gib(99),
        eligible: true,
        reasons: ['W02'],
      },
    ],
  },
  {
    name: 'a claim that stays with a node that cannot make it',
    state: [
      SSD,
      claim('data-db-0', { selectedNode: 'worker-1' }),
      pod(['data-db-0']),
      provisioningFailed('data-db-0', 'rpc error: code = NotFound desc = device class not found'),
      ROOMY,
      node('worker-2', { free: { ssd: gib(400) } }),
    ],
    verdict: 'W17',
    says: ['cannot be made on worker-1'],
    fixes: 'kubectl annotate pvc data-db-0 -n shop volume.kubernetes.io/selected-node-',
    nodes: [
      { name: 'worker-1', class: 'ssd', free: gib(400), size: gib(400), eligible: true, reasons: [] },
      { name: 'worker-2', class: 'ssd', free: gib(400), size: gib(400), eligible: false, reasons: ['W17'] },
    ],
  },
  {
    name: 'raced, and now all is full',
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0']),
      provisioningFailed(
        'data-db-0',
        'rpc error: code = ResourceExhausted desc = no enough space left on VG',
      ),
      node('worker-1', { free: { ssd: gib(99) } }),
    ],
    verdict: 'W02',
    also: ['W17'],
    says: ['largest has 99.0Gi'],
  },
  {
    name: 'it fits by now',
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0']),
      failedScheduling('0/1 nodes are available: 1 ssd: needs 100Gi.', { minutesAgo: 4 }),
      ROOMY,
    ],
    verdict: 'W18',
    blocked: false,
    says: ['fits on worker-1 by now'],
    proves: 'last try 4m ago',
  },
  {
    name: "it fits by now, in the words of TopoLVM's own scheduler",
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0']),
      failedScheduling('0/1 nodes are available: 1 out of VG free space.'),
      ROOMY,
    ],
    verdict: 'W18',
    blocked: false,
  },
  {
    name: 'the only node with the driver is tainted',
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0']),
      failedScheduling(
        '0/2 nodes are available: 1 no ssd capacity reported, 1 node(s) had untolerated taint {gpu: true}.',
      ),
      node('worker-1', { free: { ssd: gib(400) }, taints: [GPU] }),
      node('worker-2'),
    ],
    verdict: 'W19',
    says: ['worker-1 has the space'],
    proves: 'worker-1: taint gpu=true:NoSchedule',
    fixes: '{key: gpu, value: "true", effect: NoSchedule}',
    nodes: [
      { name: 'worker-1', class: 'ssd', free: gib(400), size: gib(400), eligible: false, reasons: ['W19'] },
      { name: 'worker-2', class: 'ssd', eligible: true, reasons: ['W02'] },
    ],
  },
  {
    name: 'CPU is used up where there is space',
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0'], { requests: { cpu: '1500m', memory: '1Gi' } }),
      pod([], { name: 'hungry', requests: { cpu: '7' }, phase: 'Running', spec: { nodeName: 'worker-1' } }),
      ROOMY,
    ],
    verdict: 'W19',
    proves: 'worker-1: too little cpu left',
  },
  {
    name: 'anti-affinity between pods, which no node shows',
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0']),
      failedScheduling("0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules."),
      ROOMY,
    ],
    verdict: 'W19',
    proves: 'anti-affinity',
  },
  {
    name: 'two causes: too small where it may be, tainted where there is room',
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0']),
      node('worker-1', { free: { ssd: gib(50) } }),
      node('worker-2', { free: { ssd: gib(400) }, unschedulable: true }),
    ],
    verdict: 'W02',
    also: ['W19'],
    fixes: 'kubectl uncordon worker-2',
  },
  {
    name: 'a claim that does not exist',
    state: [SSD, pod(['data-db-0']), ROOMY],
    verdict: 'W19',
    says: ['claim shop/data-db-0 does not exist'],
  },
  {
    name: 'a pod that was just made',
    state: [SSD, claim('data-db-0'), pod(['data-db-0']), ROOMY],
    blocked: false,
    says: ['fits on 1 node (worker-1)'],
  },
  {
    name: 'a node was selected, and the volume is being made',
    state: [
      SSD,
      claim('data-db-0', { selectedNode: 'worker-1' }),
      pod(['data-db-0']),
      ROOMY,
      node('worker-2', { free: { ssd: gib(400) } }),
    ],
    blocked: false,
    says: ['claim data-db-0 is being provisioned on worker-1'],
  },
  {
    name: 'a pod that runs',
    state: [SSD, pod(['data-db-0'], { phase: 'Running', spec: { nodeName: 'worker-1' } }), ROOMY],
    blocked: false,
    says: ['pod db-0 is Running on worker-1'],
  },
  {
    name: 'a class that the state does not hold',
    isComplete: false,
    state: [claim('data-db-0'), pod(['data-db-0']), ROOMY],
    blocked: undefined,
    says: ['cannot be told without StorageClass topolvm-ssd'],
  },
];
