import {
  claim,
  csiDriver,
  csiNode,
  event,
  failedScheduling,
  gib,
  lvmClass,
  namespace,
  node,
  pod,
  provisioningFailed,
  statefulSet,
  storageClass,
} from './builders.ts';
import type { Snapshot } from './snapshot.ts';

const SSD = lvmClass('ssd');
const ROOMY = node('worker-1', { free: { ssd: gib(400), '00default': gib(400) } });
const UNWIRED = '0/1 nodes are available: 1 Insufficient topolvm.io/capacity. no new claims to deallocate.';

/** W01, W05 to W09: what was set up wrongly, or not at all. */
export const SETUP: readonly Snapshot[] = [
  {
    name: 'the extender is not wired, and there is room',
    state: [SSD, claim('data-db-0'), pod(['data-db-0']), failedScheduling(UNWIRED), ROOMY],
    verdict: 'W01',
    says: ['kube-scheduler does not use the storage extender'],
    proves: '1 Insufficient topolvm.io/capacity',
    fixes: '{name: topolvm.io/capacity, ignoredByScheduler: true}',
    nodes: [{ name: 'worker-1', class: 'ssd', free: gib(400), size: gib(400), eligible: true, reasons: [] }],
  },
  {
    name: 'the extender of the legacy name is not wired; said in the condition of the pod alone',
    state: [
      storageClass('old', 'topolvm.cybozu.com'),
      claim('data', { className: 'old', size: '1Gi' }),
      {
        ...pod(['data'], {
          isMarked: false,
          spec: {
            containers: [{ name: 'main', resources: { limits: { 'topolvm.cybozu.com/capacity': '1' } } }],
          },
        }),
        status: {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              message: '0/1 nodes are available: 1 Insufficient topolvm.cybozu.com/capacity.',
            },
          ],
        },
      },
      {
        ...node('worker-1'),
        metadata: {
          name: 'worker-1',
          labels: { 'topology.topolvm.cybozu.com/node': 'worker-1' },
          annotations: { 'capacity.topolvm.cybozu.com/00default': String(gib(1900)) },
        },
      },
    ],
    verdict: 'W01',
    proves: 'the largest 1.9Ti of topolvm.cybozu.com/00default; the pod needs 1.0Gi',
  },
  {
    name: 'two causes: the extender is not wired, and no node would have room',
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0']),
      failedScheduling(UNWIRED),
      node('worker-1', { free: { ssd: gib(10) } }),
    ],
    verdict: 'W01',
    also: ['W02'],
    nodes: [
      {
        name: 'worker-1',
        class: 'ssd',
        free: gib(10),
        size: gib(10),
        short: gib(90),
        eligible: true,
        reasons: ['W02'],
      },
    ],
  },
  {
    name: 'the webhook was not there when the pod was made',
    state: [SSD, claim('data-db-0'), pod(['data-db-0'], { isMarked: false }), ROOMY],
    verdict: 'W05',
    says: ['it was down or not installed'],
    fixes: 'kubectl delete pod db-0 -n shop',
  },
  {
    name: 'the namespace has opted out',
    state: [
      namespace('shop', { 'topolvm.io/webhook': 'ignore' }),
      SSD,
      claim('data-db-0'),
      pod(['data-db-0'], { isMarked: false }),
      ROOMY,
    ],
    verdict: 'W05',
    says: ['topolvm.io/webhook=ignore'],
    fixes: 'kubectl label namespace shop topolvm.io/webhook-',
  },
  {
    name: 'the claim was made after the pod, and its volume could not be made where the pod was sent',
    state: [
      SSD,
      claim('data-db-0', { created: '2026-11-20T11:50:00Z' }),
      pod(['data-db-0'], { isMarked: false }),
      provisioningFailed(
        'data-db-0',
        'rpc error: code = ResourceExhausted desc = no enough space left on VG',
      ),
      ROOMY,
      node('worker-2', { free: { ssd: gib(1) } }),
    ],
    verdict: 'W05',
    also: ['W17'],
    says: ['claim data-db-0 was created after the pod'],
  },
  {
    name: 'a pod that is tied to its node past the scheduler',
    state: [
      SSD,
      claim('data'),
      pod(['data'], {
        spec: {
          nodeName: 'worker-1',
          volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
        },
      }),
      ROOMY,
    ],
    verdict: 'W05',
    says: ['spec.nodeName ties the pod to worker-1'],
    fixes: '{kubernetes.io/hostname: worker-1}',
  },
  {
    name: 'no pod, for the webhook does not answer',
    subject: 'StatefulSet/db',
    state: [
      statefulSet(),
      event(
        'db',
        'FailedCreate',
        'create Pod db-0 in StatefulSet db failed error: Internal error occurred: failed calling webhook "pod-hook.topolvm.io": no endpoints available',
        { kind: 'StatefulSet' },
      ),
    ],
    verdict: 'W06',
    says: ['pod-hook.topolvm.io'],
    fixes: 'kubectl label namespace shop topolvm.io/webhook=ignore',
  },
  {
    name: 'no pod of a Deployment, for a webhook refuses it',
    subject: 'Deployment/web',
    state: [
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: {} },
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name: 'web-5d',
          namespace: 'shop',
          ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true }],
        },
      },
      event(
        'web-5d',
        'FailedCreate',
        'Error creating: admission webhook "pod.stowage.dev" denied the request: pod-pvc-missing: claim data is not there',
        { kind: 'ReplicaSet' },
      ),
    ],
    verdict: 'W06',
    proves: 'claim data is not there',
  },
  {
    name: 'no pod, for reasons of its own',
    subject: 'StatefulSet/db',
    state: [
      statefulSet(),
      event('db', 'FailedCreate', 'create Pod db-0 failed: exceeded quota: small', { kind: 'StatefulSet' }),
    ],
    blocked: true,
    says: ['exceeded quota: small'],
  },
  {
    name: 'a claim that waits for its first pod',
    subject: 'PersistentVolumeClaim/data',
    state: [SSD, claim('data'), ROOMY],
    verdict: 'W07',
    blocked: false,
  },
  {
    name: 'the same by its event, in a state that need not hold all pods',
    subject: 'PersistentVolumeClaim/data',
    isComplete: false,
    state: [
      SSD,
      claim('data'),
      event('data', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding', {
        kind: 'PersistentVolumeClaim',
        type: 'Normal',
      }),
    ],
    verdict: 'W07',
    blocked: false,
    proves: 'waiting for first consumer',
  },
  {
    name: 'a misspelt StorageClass',
    state: [
      SSD,
      claim('data-db-0', { className: 'topolvm-sdd' }),
      pod(['data-db-0'], { isMarked: false }),
      failedScheduling('0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.'),
      ROOMY,
    ],
    verdict: 'W08',
    says: ['StorageClass topolvm-sdd', 'did you mean topolvm-ssd?'],
  },
  {
    name: 'a provisioner that nobody serves',
    subject: 'PersistentVolumeClaim/data',
    state: [
      csiDriver('topolvm.io'),
      storageClass('lvm', 'topolvm.oi'),
      claim('data', { className: 'lvm' }),
      event('data', 'ExternalProvisioning', 'waiting for a volume to be created by "topolvm.oi"', {
        kind: 'PersistentVolumeClaim',
        type: 'Normal',
      }),
    ],
    verdict: 'W08',
    also: ['W07'],
    says: ['topolvm.oi', 'did you mean topolvm.io?'],
  },
  {
    name: 'a local class that binds at once',
    state: [
      lvmClass('ssd', { volumeBindingMode: 'Immediate' }),
      claim('data-db-0'),
      pod(['data-db-0']),
      failedScheduling('0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.'),
      ROOMY,
    ],
    verdict: 'W08',
    says: ['Immediate'],
  },
  {
    name: 'a driver that runs on no node, though their figures are still there',
    state: [
      SSD,
      claim('data-db-0'),
      pod(['data-db-0']),
      failedScheduling('0/1 nodes are available: 1 driver topolvm.io not registered on node.'),
      ROOMY,
      csiNode('worker-1', 'other.example.com'),
    ],
    verdict: 'W08',
    also: ['W04'],
    says: ['the driver topolvm.io runs on no node'],
  },
  {
    name: 'a class with a mistake that the driver complains of',
    state: [
      lvmClass('ssd', {
        parameters: { 'topolvm.io/device-class': 'ssd', 'csi.storage.k8s.io/fstype': 'ntfs' },
      }),
      claim('data-db-0', { selectedNode: 'worker-1' }),
      pod(['data-db-0']),
      provisioningFailed('data-db-0', 'rpc error: code = InvalidArgument desc = unsupported filesystem ntfs'),
      ROOMY,
    ],
    verdict: 'W08',
    says: ['StorageClass topolvm-ssd has a mistake', 'ntfs'],
  },
  {
    name: 'a misspelt device class',
    state: [
      lvmClass('sdd'),
      claim('data-db-0', { className: 'topolvm-sdd' }),
      pod(['data-db-0']),
      failedScheduling('0/1 nodes are available: 1 no sdd capacity reported.'),
      ROOMY,
    ],
    verdict: 'W09',
    says: ['no node has a device class sdd', 'did you mean ssd?'],
    proves: '00default, ssd',
    nodes: [{ name: 'worker-1', class: 'sdd', eligible: true, reasons: ['W02'] }],
  },
  {
    name: 'a device class that is like no other, and a pod that missed the webhook',
    state: [
      lvmClass('archive'),
      claim('data-db-0', { className: 'topolvm-archive' }),
      pod(['data-db-0'], { isMarked: false }),
      ROOMY,
    ],
    verdict: 'W09',
    also: ['W05'],
    says: ['no node has a device class archive'],
  },
];
