import { at, stringAt } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { extendersOf } from '../../scheduler/extenders.ts';

/** Reports extenders that score nodes without a weight, which keeps kube-scheduler from starting. */
export const schedulerExtenderWeight = defineRule({
  id: 'scheduler-extender-weight',
  kinds: ['KubeSchedulerConfiguration'],
  severity: 'error',
  summary: 'An extender that scores nodes has a weight above 0.',
  help: 'Set weight to 1 or more; kube-scheduler does not start with prioritizeVerb and no weight.',
  source: SOURCES.kubernetesSchedulerExtender,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - { urlPrefix: "http://127.0.0.1:9251", filterVerb: predicate, prioritizeVerb: prioritize, weight: 100 }
  - { urlPrefix: "http://127.0.0.1:9000", filterVerb: filter }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - { urlPrefix: "http://127.0.0.1:9251", filterVerb: predicate, prioritizeVerb: prioritize }
  - { urlPrefix: "http://127.0.0.1:9251", filterVerb: predicate, prioritizeVerb: prioritize, weight: 0 }
`,
        findings: [{ path: '/extenders/0' }, { path: '/extenders/1/weight' }],
      },
    ],
  },
  check(object) {
    return extendersOf(object).flatMap(({ json, path }) => {
      const weight = at(json, 'weight');
      if (!stringAt(json, 'prioritizeVerb') || (typeof weight === 'number' && weight > 0)) return [];
      const place = nearestPath(object, [...path, 'weight']);
      return { path: place, message: 'the extender scores nodes, but its scores have no weight' };
    });
  },
});
