import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { writtenPod } from '../../src/explain/written-pod.ts';
import { contextOf } from '../support/objects.ts';

function owned(kind: string, name: string, owner?: readonly [string, string]): KubernetesObject {
  const ownerReferences = owner && [{ kind: owner[0], name: owner[1], controller: true }];
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'shop', ...(ownerReferences && { ownerReferences }) },
  };
}

const DATABASE: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace: 'shop' },
  spec: { volumeClaimTemplates: [{ metadata: { name: 'log' } }, { metadata: { name: 'data' } }] },
};

function written(pod: KubernetesObject, ...state: readonly KubernetesObject[]) {
  return writtenPod(pod, contextOf(state).lookup);
}

describe('where a pod was written', () => {
  test.each([
    ['by itself', owned('Pod', 'db-0'), [], 'Pod db-0', 'spec'],
    [
      'in its StatefulSet',
      owned('Pod', 'db-0', ['StatefulSet', 'db']),
      [],
      'StatefulSet db',
      'spec.template.spec',
    ],
    [
      'in the Deployment of its ReplicaSet',
      owned('Pod', 'web-x', ['ReplicaSet', 'web-5d']),
      [owned('ReplicaSet', 'web-5d', ['Deployment', 'web'])],
      'Deployment web',
      'spec.template.spec',
    ],
    [
      'in its ReplicaSet, when that is not in the state',
      owned('Pod', 'web-x', ['ReplicaSet', 'web-5d']),
      [],
      'ReplicaSet web-5d',
      'spec.template.spec',
    ],
    [
      'in the CronJob of its Job',
      owned('Pod', 'tidy-1-x', ['Job', 'tidy-1']),
      [owned('Job', 'tidy-1', ['CronJob', 'tidy'])],
      'CronJob tidy',
      'spec.jobTemplate.spec.template.spec',
    ],
  ] as const)('%s', (_name, pod, state, object, specPath) => {
    const found = written(pod, ...state);
    expect(`${found.object.kind} ${found.object.name}`).toBe(object);
    expect(found.specPath).toBe(specPath);
  });
});

describe('where the size of a claim was written', () => {
  const pod = owned('Pod', 'db-0', ['StatefulSet', 'db']);

  test.each([
    [
      'in its template',
      'data-db-0',
      [DATABASE],
      'spec.volumeClaimTemplates[1].spec.resources.requests.storage',
    ],
    [
      'in a template by its name, when the StatefulSet is not in the state',
      'data-db-0',
      [],
      'spec.volumeClaimTemplates[data].spec.resources.requests.storage',
    ],
    ['in the claim itself', 'shared', [DATABASE], undefined],
    ['in the claim of another pod', 'data-db-1', [DATABASE], undefined],
  ])('%s', (_name, claim, state, path) => {
    expect(written(pod, ...state).requestPath(claim)).toBe(path);
  });
});
