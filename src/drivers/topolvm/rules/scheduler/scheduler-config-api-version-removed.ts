import { groupOf } from '../../../../core/kubernetes-object.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { SCHEDULER_GROUP } from '../../scheduler/extenders.ts';

const CURRENT = `${SCHEDULER_GROUP}/v1`;

/** A Kubernetes release that does not read the version; for the beta versions the first one. */
const REMOVED_IN: ReadonlyMap<string, string> = new Map([
  ['v1alpha1', '1.23'],
  ['v1alpha2', '1.23'],
  ['v1beta1', '1.23'],
  ['v1beta2', '1.28'],
  ['v1beta3', '1.29'],
]);

/** Reports versions of the configuration that current releases of kube-scheduler refuse. */
export const schedulerConfigApiVersionRemoved = defineRule({
  id: 'scheduler-config-api-version-removed',
  kinds: ['KubeSchedulerConfiguration'],
  severity: 'error',
  summary: 'The scheduler configuration has a version that is still served.',
  help: `Write apiVersion: ${CURRENT}, served since Kubernetes 1.25; check the plugins of older versions.`,
  source: SOURCES.schedulerConfigApi,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1beta3
kind: KubeSchedulerConfiguration
---
apiVersion: kubescheduler.config.k8s.io/v1alpha1
kind: KubeSchedulerConfiguration
algorithmSource: { policy: { file: { path: /var/lib/scheduler/scheduler-policy.cfg } } }
`,
        findings: [{ path: '/apiVersion' }, { path: '/apiVersion' }],
      },
    ],
  },
  check(object) {
    if (groupOf(object.apiVersion) !== SCHEDULER_GROUP) return [];
    const version = object.apiVersion.slice(SCHEDULER_GROUP.length + 1);
    const release = REMOVED_IN.get(version);
    if (release === undefined) return [];
    const path = ['apiVersion'];
    const message = `kube-scheduler ${release} and later refuse ${version}`;
    // Earlier versions differ in fields, so that a new version alone would not do.
    if (version !== 'v1beta3') return [{ path, message }];
    return [{ path, message, edit: { type: 'replace-value', path, value: CURRENT } }];
  },
});
