import { at } from '../../../../core/json.ts';
import { setValue } from '../../../../core/key-edits.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { capacityExtendersOf } from '../../scheduler/extenders.ts';

const FIELD = 'ignoredByScheduler';

/** Reports a resource that kube-scheduler itself looks for on nodes, where it never is. */
export const schedulerExtenderIgnoredByScheduler = defineRule({
  id: 'scheduler-extender-ignored-by-scheduler',
  kinds: ['KubeSchedulerConfiguration'],
  severity: 'error',
  summary: 'kube-scheduler leaves the capacity resource to the extender.',
  help: 'Set ignoredByScheduler: true; otherwise pods stay Pending with "Insufficient topolvm.io/capacity".',
  source: SOURCES.topolvmScheduler,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - urlPrefix: http://127.0.0.1:9251
    filterVerb: predicate
    managedResources:
      - { name: topolvm.io/capacity, ignoredByScheduler: true }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - urlPrefix: http://127.0.0.1:9251
    filterVerb: predicate
    managedResources:
      - { name: topolvm.io/capacity }
      - { name: topolvm.cybozu.com/capacity, ignoredByScheduler: false }
`,
        findings: [
          { path: '/extenders/0/managedResources/0' },
          { path: '/extenders/0/managedResources/1/ignoredByScheduler' },
        ],
      },
    ],
  },
  check(object) {
    return capacityExtendersOf(object)
      .flatMap(extender => extender.managed)
      .filter(({ name, json }) => name.includes('topolvm') && at(json, FIELD) !== true)
      .map(({ name, path }) => ({
        message: `kube-scheduler looks for ${name} on nodes, and no node has it`,
        ...setValue(object, [...path, FIELD], true),
      }));
  },
});
