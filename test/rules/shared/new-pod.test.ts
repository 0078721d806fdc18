import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import type { RuleRequest } from '../../../src/core/rule.ts';
import { isExistingPod } from '../../../src/rules/shared/new-pod.ts';

const WRITTEN = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } };
const READ = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', uid: 'u-1' } };
const WORKLOAD = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', uid: 'u-2' } };

test.each<readonly [string, KubernetesObject, RuleRequest['operation'] | undefined, boolean]>([
  ['a manifest that somebody wrote', WRITTEN, undefined, false],
  ['a manifest read from a cluster', READ, undefined, true],
  ['a pod at CREATE, which has a uid already', READ, 'CREATE', false],
  ['a pod at UPDATE', WRITTEN, 'UPDATE', true],
  ['a workload, whose template never gets a node', WORKLOAD, undefined, false],
])('isExistingPod: %s', (_reason, object, operation, expected) => {
  expect(isExistingPod(object, operation && { operation })).toBe(expected);
});
