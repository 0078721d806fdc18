import { arrayAt, isJsonObject } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';
import { POD_KINDS } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { requiredAffinity } from '../shared/node-selector-terms.ts';

function isEmptyTerm(term: JsonValue): boolean {
  const lists = [arrayAt(term, 'matchExpressions'), arrayAt(term, 'matchFields')];
  return isJsonObject(term) && lists.every(list => list.length === 0);
}

/** Warns of node affinities made of empty terms, which do not mean "any node" but "no node". */
export const podNodeSelectorTermMatchesNothing = defineRule({
  id: 'pod-node-selector-term-matches-nothing',
  kinds: POD_KINDS,
  severity: 'warning',
  summary: 'A required node affinity has at least one term that can match a node.',
  help: 'Add an expression to a term, or remove the affinity.',
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
          - {}
`,
      },
    ],
    invalid: [
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
          - {}
          - matchExpressions: []
`,
        findings: [
          {
            path: '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms',
          },
        ],
      },
    ],
  },
  check(object) {
    const affinity = requiredAffinity(object);
    const terms = arrayAt(affinity?.required, 'nodeSelectorTerms');
    if (affinity === undefined || terms.length === 0 || !terms.every(isEmptyTerm)) return [];
    return [
      { path: affinity.path, message: 'every nodeSelectorTerm is empty, and an empty term matches no node' },
    ];
  },
});
