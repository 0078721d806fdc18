import { at } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { capacityExtendersOf } from '../../scheduler/extenders.ts';

const FIELD = 'nodeCacheCapable';

/** Says that kube-scheduler sends whole nodes, which is much in large clusters. */
export const schedulerExtenderNodeCacheCapable = defineRule({
  id: 'scheduler-extender-node-cache-capable',
  kinds: ['KubeSchedulerConfiguration'],
  severity: 'info',
  summary: 'kube-scheduler sends the names of nodes and not whole nodes.',
  help: 'Set nodeCacheCapable: true for stowage, which knows the nodes itself; topolvm-scheduler needs false.',
  source: SOURCES.kubernetesSchedulerExtender,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - urlPrefix: http://127.0.0.1:9251
    filterVerb: predicate
    nodeCacheCapable: true
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
    nodeCacheCapable: false
    managedResources:
      - { name: topolvm.io/capacity, ignoredByScheduler: true }
`,
        findings: [{ path: '/extenders/0/nodeCacheCapable' }],
      },
    ],
  },
  check(object) {
    return capacityExtendersOf(object)
      .filter(({ json }) => at(json, FIELD) !== true)
      .map(({ path }) => ({
        path: nearestPath(object, [...path, FIELD]),
        message: 'every call carries all candidate nodes in full',
      }));
  },
});
