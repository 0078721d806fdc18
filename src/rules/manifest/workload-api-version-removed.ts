import { at } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

const REMOVED: readonly string[] = ['apps/v1beta1', 'apps/v1beta2', 'extensions/v1beta1'];
const SERVED = 'apps/v1';

/** Reports workloads in API versions that Kubernetes 1.16 removed. */
export const workloadApiVersionRemoved = defineRule({
  id: 'workload-api-version-removed',
  kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  when: 'manifest',
  severity: 'error',
  summary: 'Workloads use the API version apps/v1.',
  help: 'Use apps/v1, and write spec.selector, which it demands.',
  source: SOURCES.kubernetesDeprecations,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mongo
spec:
  serviceName: mongo
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: apps/v1beta1
kind: StatefulSet
metadata:
  name: mongo
spec:
  serviceName: mongo
`,
        findings: [{ path: '/apiVersion' }],
      },
    ],
  },
  check(workload) {
    if (!REMOVED.includes(workload.apiVersion)) return [];
    // The old versions filled in the selector; in apps/v1 the object is complete only with one.
    const isComplete = at(workload, 'spec', 'selector') !== undefined;
    return [
      {
        path: ['apiVersion'],
        message: `${workload.apiVersion} is not served by Kubernetes 1.16 and later`,
        ...(isComplete && {
          fix: `Use ${SERVED}.`,
          edit: { type: 'replace-value', path: ['apiVersion'], value: SERVED },
        }),
      },
    ];
  },
});
