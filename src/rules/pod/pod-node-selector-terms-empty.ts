import { at, isJsonArray } from '../../core/json.ts';
import { POD_KINDS } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { requiredAffinity } from '../shared/node-selector-terms.ts';

/** Reports a required node affinity without a term, which the API server refuses. */
export const podNodeSelectorTermsEmpty = defineRule({
  id: 'pod-node-selector-terms-empty',
  kinds: POD_KINDS,
  severity: 'error',
  summary: 'A required node affinity has at least one term.',
  help: 'Add a term, or remove the affinity.',
  source: SOURCES.kubernetesAssignPods,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - { key: disk, operator: Exists }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms: []
`,
        findings: [
          {
            path: '/spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms',
          },
        ],
      },
    ],
  },
  check(object) {
    const affinity = requiredAffinity(object);
    const terms = at(affinity?.required, 'nodeSelectorTerms');
    if (affinity === undefined || !isJsonArray(terms) || terms.length > 0) return [];
    return [{ path: affinity.path, message: 'nodeSelectorTerms has no term' }];
  },
});
