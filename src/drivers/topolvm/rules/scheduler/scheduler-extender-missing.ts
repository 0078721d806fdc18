import { groupOf } from '../../../../core/kubernetes-object.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { capacityExtendersOf, SCHEDULER_GROUP, usedPlugins } from '../../scheduler/extenders.ts';

/** Reports a kube-scheduler that nobody tells about TopoLVM, while pods get a resource that no node has. */
export const schedulerExtenderMissing = defineRule({
  id: 'scheduler-extender-missing',
  kinds: ['KubeSchedulerConfiguration'],
  severity: 'warning',
  summary: 'kube-scheduler asks an extender about the pods that use TopoLVM.',
  help: 'Add an extender that manages the resource, or run the webhook with --inject=affinity-only.',
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
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
`,
      },
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
`,
        settings: { inject: 'affinity-only' },
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
profiles:
  - schedulerName: default-scheduler
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
`,
        findings: [{ path: '' }],
      },
    ],
  },
  check(object, { lookup, settings }) {
    const [names] = usedPlugins(lookup);
    const isOther = groupOf(object.apiVersion) !== SCHEDULER_GROUP;
    if (isOther || names === undefined || settings.inject !== 'resource') return [];
    if (capacityExtendersOf(object).length > 0) return [];
    const message = `no extender manages ${names.capacityResource}, which pods with claims of ${names.plugin} request`;
    return [{ path: nearestPath(object, ['extenders']), message }];
  },
});
