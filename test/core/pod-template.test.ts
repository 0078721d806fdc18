import { describe, expect, test } from 'vitest';
import type { JsonPath } from '../../src/core/json.ts';
import { podTemplateOf } from '../../src/core/pod-template.ts';

const TEMPLATE = { spec: { containers: [] } };

const MAKERS: readonly (readonly [string, string, JsonPath])[] = [
  ['Deployment', 'apps/v1', ['spec', 'template']],
  ['StatefulSet', 'apps/v1beta1', ['spec', 'template']],
  ['DaemonSet', 'extensions/v1beta1', ['spec', 'template']],
  ['ReplicaSet', 'apps/v1', ['spec', 'template']],
  ['Job', 'batch/v1', ['spec', 'template']],
];

describe('podTemplateOf', () => {
  test.each(MAKERS)('finds the template of a %s of %s', (kind, apiVersion, path) => {
    const workload = { apiVersion, kind, spec: { template: TEMPLATE } };
    expect(podTemplateOf(workload)).toEqual({ path, template: TEMPLATE });
  });

  test('finds the template of a CronJob below its job', () => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      spec: { jobTemplate: { spec: { template: TEMPLATE } } },
    };
    const path = ['spec', 'jobTemplate', 'spec', 'template'];
    expect(podTemplateOf(job)).toEqual({ path, template: TEMPLATE });
  });

  test('takes a Pod for its own template', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', spec: {} };
    expect(podTemplateOf(pod)).toEqual({ path: [], template: pod });
  });

  test.each([
    [
      'a namesake of another API group',
      { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', spec: { template: TEMPLATE } },
    ],
    ['a workload without a template', { apiVersion: 'apps/v1', kind: 'Deployment', spec: {} }],
    [
      'a template that is no object',
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: 'pod' } },
    ],
    ['a kind that makes no pods', { apiVersion: 'v1', kind: 'Service', spec: { template: TEMPLATE } }],
  ])('finds none in %s', (_reason, object) => {
    expect(podTemplateOf(object)).toBeUndefined();
  });
});
