import { isJsonObject, stringAt } from '../../../../core/json.ts';
import type { JsonValue } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';

/** The key under which kube-scheduler looked for its policy in a ConfigMap. */
const POLICY_KEY = 'policy.cfg';

function isPolicy(value: JsonValue): boolean {
  return (
    isJsonObject(value) && stringAt(value, 'kind') === 'Policy' && stringAt(value, 'apiVersion') === 'v1'
  );
}

/** Reports scheduling policies, which kube-scheduler does not read any more. */
export const schedulerPolicyRemoved = defineRule({
  id: 'scheduler-policy-removed',
  kinds: ['Policy', 'ConfigMap'],
  severity: 'error',
  summary: 'The scheduler is configured with a KubeSchedulerConfiguration, not with a Policy.',
  help: 'Move the extenders to a KubeSchedulerConfiguration of kubescheduler.config.k8s.io/v1; most fields keep their names.',
  source: SOURCES.kubernetesSchedulingPolicies,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: audit.k8s.io/v1
kind: Policy
rules: [{ level: Metadata }]
`,
      },
    ],
    invalid: [
      {
        yaml: `
kind: Policy
apiVersion: v1
extenders:
  - urlPrefix: http://127.0.0.1:9251
    filterVerb: predicate
    prioritizeVerb: prioritize
    nodeCacheCapable: false
    weight: 100
    managedResources:
      - { name: topolvm.cybozu.com/capacity, ignoredByScheduler: true }
`,
        findings: [{ path: '/kind' }],
      },
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata: { name: scheduler-policy, namespace: kube-system }
data:
  policy.cfg: '{ "kind": "Policy", "apiVersion": "v1", "extenders": [] }'
`,
        findings: [{ path: '/data/policy.cfg' }],
      },
    ],
  },
  check(object, { parseYaml }) {
    const message = 'kube-scheduler reads no Policy since Kubernetes 1.23';
    if (isPolicy(object)) return [{ path: ['kind'], message }];
    const text = object.kind === 'ConfigMap' ? stringAt(object, 'data', POLICY_KEY) : undefined;
    const parsed = text === undefined ? undefined : parseYaml(text);
    if (parsed === undefined || 'error' in parsed || !isPolicy(parsed.value)) return [];
    return [{ path: ['data', POLICY_KEY], message }];
  },
});
