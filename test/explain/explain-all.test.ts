import { expect, test } from 'vitest';
import { explainContext } from '../../src/cli/scheduler-view.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { openCluster } from '../../src/explain/cluster.ts';
import { explainAll } from '../../src/explain/explain-all.ts';
import { explainObject } from '../../src/explain/explain-object.ts';
import { contextOf } from '../support/objects.ts';
import { NOW, claim, event, gib, lvmClass, node, pod, statefulSet } from './snapshots/builders.ts';

function clusterOf(...state: readonly KubernetesObject[]) {
  const context = contextOf(state);
  return { cluster: openCluster(explainContext(context, NOW)), lookup: context.lookup };
}

const SSD = lvmClass('ssd');
const FULL = node('n1', { free: { ssd: gib(1) } });

test('everything that waits: pods, claims without a pod, workloads without pods; nothing else', () => {
  const failure = event('web', 'FailedCreate', 'failed calling webhook "x.example.com": timeout', {
    kind: 'ReplicaSet',
  });
  const { cluster } = clusterOf(
    SSD,
    FULL,
    claim('data-db-0'),
    claim('lonely'),
    claim('bound', { phase: 'Bound', volumeName: 'pv' }),
    pod(['data-db-0']),
    pod([], { name: 'running', phase: 'Running' }),
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { replicas: 1 },
    },
    failure,
  );
  const found = explainAll(cluster).map(({ subject, verdict }) => [subject.kind, subject.name, verdict.id]);
  expect(found).toEqual([
    ['Pod', 'db-0', 'W02'],
    ['PersistentVolumeClaim', 'lonely', 'W07'],
    ['ReplicaSet', 'web', 'W06'],
  ]);
});

test('a workload is explained by its first pod that waits', () => {
  const { cluster } = clusterOf(
    SSD,
    FULL,
    statefulSet(['data'], 2),
    claim('data-db-1'),
    pod([], { phase: 'Running' }),
    pod(['data-db-1'], { name: 'db-1' }),
  );
  const explanation = explainObject(statefulSet(['data'], 2), cluster);
  expect([explanation.subject.name, explanation.verdict.id]).toEqual(['db-1', 'W02']);
});

test.each([
  ['all pods run', [pod([], { phase: 'Running' })], 1, false, 'none of its 1 pods waits'],
  ['no pods are wanted', [], 0, false, 'it asks for no pods'],
  ['no pod, and no event', [], 1, undefined, 'it has no pods, and no event says why'],
])('a workload: %s', (_name, pods, replicas, blocked, summary) => {
  const { cluster } = clusterOf(...pods);
  const { verdict } = explainObject(statefulSet([], replicas), cluster);
  expect(verdict).toEqual({ id: undefined, blocked, summary });
});

test('events about an earlier pod of the name do not count', () => {
  const old = {
    ...event('db-0', 'FailedScheduling', '0/1 nodes are available: 1 Insufficient topolvm.io/capacity.'),
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'db-0', uid: 'another' },
  };
  const { cluster } = clusterOf(
    SSD,
    claim('data-db-0'),
    pod(['data-db-0']),
    node('n1', { free: { ssd: gib(400) } }),
    old,
  );
  expect(explainObject(pod(['data-db-0']), cluster).scheduler).toBeUndefined();
});

test('a scheduled pod that does not start is the business of the kubelet', () => {
  const scheduled = pod([], { spec: { nodeName: 'n1' } });
  const mount = event('db-0', 'FailedMount', 'MountVolume.SetUp failed');
  expect(explainObject(scheduled, clusterOf(FULL, mount).cluster)).toMatchObject({
    verdict: { id: undefined, blocked: undefined },
    proof: ['event FailedMount: MountVolume.SetUp failed'],
  });
  expect(explainObject(scheduled, clusterOf(FULL).cluster).verdict.blocked).toBe(false);
});
