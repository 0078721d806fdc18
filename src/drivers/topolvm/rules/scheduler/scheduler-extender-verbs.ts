import type { Report } from '../../../../core/finding.ts';
import { stringAt } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { capacityExtendersOf, VERBS } from '../../scheduler/extenders.ts';
import type { Extender } from '../../scheduler/extenders.ts';

function judge({ json, path }: Extender, field: 'filterVerb' | 'prioritizeVerb'): readonly Report[] {
  const verb = stringAt(json, field) ?? '';
  const value = VERBS[field];
  if (verb === value || (verb === '' && field === 'prioritizeVerb')) return [];
  const fix = `Write ${field}: ${value}.`;
  if (verb === '') return [{ path, message: 'the extender filters no nodes: it has no filterVerb', fix }];
  const place = [...path, field];
  const message = `the extender does not answer under "${verb}"`;
  return [{ path: place, message, fix, edit: { type: 'replace-value', path: place, value } }];
}

/** Reports verbs under which nobody answers. */
export const schedulerExtenderVerbs = defineRule({
  id: 'scheduler-extender-verbs',
  kinds: ['KubeSchedulerConfiguration'],
  severity: 'error',
  summary: 'The extender filters under predicate and scores under prioritize.',
  help: 'Write filterVerb: predicate and prioritizeVerb: prioritize, without slashes.',
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
    prioritizeVerb: prioritize
    weight: 1
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
    filterVerb: filter
    prioritizeVerb: /prioritize
    weight: 1
    managedResources:
      - { name: topolvm.io/capacity, ignoredByScheduler: true }
  - urlPrefix: http://127.0.0.1:9251
    managedResources:
      - { name: topolvm.cybozu.com/capacity, ignoredByScheduler: true }
`,
        findings: [
          { path: '/extenders/0/filterVerb' },
          { path: '/extenders/0/prioritizeVerb' },
          { path: '/extenders/1' },
        ],
      },
    ],
  },
  check(object) {
    return capacityExtendersOf(object).flatMap(extender => [
      ...judge(extender, 'filterVerb'),
      ...judge(extender, 'prioritizeVerb'),
    ]);
  },
});
