import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { extendersOf } from '../../scheduler/extenders.ts';

/** Reports a resource that two extenders manage, which keeps kube-scheduler from starting. */
export const schedulerExtenderResourceDuplicate = defineRule({
  id: 'scheduler-extender-resource-duplicate',
  kinds: ['KubeSchedulerConfiguration'],
  severity: 'error',
  summary: 'A resource is managed by one extender only.',
  help: 'Remove the resource from all extenders but one; kube-scheduler does not start otherwise.',
  source: SOURCES.kubernetesSchedulerExtender,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - { urlPrefix: "http://127.0.0.1:9251", filterVerb: predicate, managedResources: [{ name: topolvm.io/capacity }] }
  - { urlPrefix: "http://127.0.0.1:9000", filterVerb: filter, managedResources: [{ name: example.com/gpu }] }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - { urlPrefix: "http://127.0.0.1:9251", filterVerb: predicate, managedResources: [{ name: topolvm.io/capacity }] }
  - { urlPrefix: "http://127.0.0.1:9252", filterVerb: predicate, managedResources: [{ name: topolvm.io/capacity }] }
`,
        findings: [{ path: '/extenders/1/managedResources/0/name' }],
      },
    ],
  },
  check(object) {
    const managed = extendersOf(object).flatMap(extender => extender.managed);
    return managed
      .filter(({ name }, index) => name !== '' && managed.findIndex(one => one.name === name) < index)
      .map(({ name, path }) => ({ path: [...path, 'name'], message: `${name} is managed twice` }));
  },
});
