import { labelOf, namespaceOf } from '../../core/kubernetes-object.ts';
import { WEBHOOK_IGNORE, WEBHOOK_LABELS } from '../../core/names.ts';
import { POD_KINDS } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import type { RuleContext } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { iomeshClaimYaml } from '../shared/examples.ts';
import { podStorageOf } from '../../core/pod-storage.ts';

function isExempt(namespace: string, { lookup, settings }: RuleContext): boolean {
  if (namespace === settings.namespace || settings.excludedNamespaces.includes(namespace)) return true;
  const object = lookup.get('Namespace', undefined, namespace);
  return object !== undefined && WEBHOOK_LABELS.some(label => labelOf(object, label) === WEBHOOK_IGNORE);
}

/** Tells that pods in exempt namespaces are left as they are, whatever their storage needs. */
export const workloadPrivilegedNamespaceOptOut = defineRule({
  id: 'workload-privileged-namespace-opt-out',
  kinds: POD_KINDS,
  severity: 'info',
  summary: 'A pod in an exempt namespace gets no node affinity and no capacity request for its storage.',
  help: 'Set the node affinity by hand if it is needed, or use another namespace.',
  source: SOURCES.topolvmLimitations,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: tool
  namespace: kube-system
spec:
  volumes:
    - name: config
      configMap: { name: tool }
`,
      },
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
        state: iomeshClaimYaml('data', 'east', 'worker-1'),
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: default
spec:
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
        state: iomeshClaimYaml('data', 'east', 'worker-1'),
        settings: { excludedNamespaces: ['default'] },
        findings: [{ path: '/metadata/namespace' }],
      },
    ],
  },
  check(object, context) {
    const namespace = namespaceOf(object);
    if (namespace === undefined || !isExempt(namespace, context)) return [];
    if (podStorageOf(object, context) === undefined) return [];
    return [
      {
        path: ['metadata', 'namespace'],
        message: `namespace ${namespace} is exempt from mutation; the pod is left as it is`,
      },
    ];
  },
});
