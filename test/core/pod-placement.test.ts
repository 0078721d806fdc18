import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { isDaemonSetPod, isMirrorPod, nodeNameOf } from '../../src/core/pod-placement.ts';

const NAMED_NODE = { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['k8s-worker-4'] }] };

function ownedBy(...ownerReferences: readonly JsonValue[]): JsonObject {
  return { metadata: { ownerReferences } };
}

describe('isDaemonSetPod', () => {
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', controller: true };

  test.each<[string, JsonObject, boolean]>([
    ['a pod that a DaemonSet controls', ownedBy(owner), true],
    ['a pod that a DaemonSet owns without controlling it', ownedBy({ ...owner, controller: false }), false],
    ['a pod of a DaemonSet of another API', ownedBy({ ...owner, apiVersion: 'example.com/v1' }), false],
    ['a pod of another controller', ownedBy({ ...owner, kind: 'ReplicaSet' }), false],
    ['a pod of a controller without apiVersion', ownedBy({ kind: 'DaemonSet', controller: true }), false],
    [
      'a pod that only names its node as DaemonSet pods do',
      {
        spec: {
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [NAMED_NODE] },
            },
          },
        },
      },
      false,
    ],
    ['a pod without owners', {}, false],
  ])('judges %s', (_reason, pod, expected) => {
    expect(isDaemonSetPod(pod)).toBe(expected);
  });
});

describe('isMirrorPod', () => {
  test.each<[string, JsonObject, boolean]>([
    ['a mirror pod', { metadata: { annotations: { 'kubernetes.io/config.mirror': 'abc' } } }, true],
    ['a pod with other annotations', { metadata: { annotations: { note: 'abc' } } }, false],
    ['a pod without annotations', {}, false],
  ])('judges %s', (_reason, pod, expected) => {
    expect(isMirrorPod(pod)).toBe(expected);
  });
});

describe('nodeNameOf', () => {
  test.each<[string, JsonObject, string | undefined]>([
    ['a pod tied to a node', { spec: { nodeName: 'k8s-worker-4' } }, 'k8s-worker-4'],
    ['a pod with an empty node name', { spec: { nodeName: '' } }, undefined],
    ['a pod that the scheduler places', { spec: {} }, undefined],
  ])('answers for %s', (_reason, pod, expected) => {
    expect(nodeNameOf(pod)).toBe(expected);
  });
});
