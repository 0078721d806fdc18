import type { RuleSeverity } from '../../core/finding.ts';
import { POD_KINDS } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { documents, iomeshClaimYaml, nodeYaml } from '../shared/examples.ts';
import { nodeConflicts } from '../shared/node-conflicts.ts';
import type { NodeConflict, NodeSet } from '../shared/node-conflicts.ts';
import { nodeList } from '../shared/node-list.ts';
import { claimPath, podStorageOf } from '../../core/pod-storage.ts';

/** Two bound volumes are another rule's. */
function isOfClusters(conflict: NodeConflict): boolean {
  return conflict.some(({ strength }) => strength !== 'enforced');
}

/** A conflict with a wish leaves the pod schedulable, if not where its storage would like it. */
function severityOf(conflict: NodeConflict): RuleSeverity {
  return conflict.some(({ strength }) => strength === 'preferred') ? 'warning' : 'error';
}

function need({ claims, nodes, reason }: NodeSet): string {
  return `claim ${claims.join(', ')} needs ${reason} (${nodeList(nodes)})`;
}

/** Reports pods whose claims are served on nodes that have nothing in common. */
export const podPvcsInDisjointClusters = defineRule({
  id: 'pod-pvcs-in-disjoint-clusters',
  kinds: POD_KINDS,
  severity: 'error',
  summary: 'The claims of one pod are served on a common node.',
  help: 'Use claims of one cluster, or split the pod.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: a
      persistentVolumeClaim: { claimName: a }
    - name: b
      persistentVolumeClaim: { claimName: b }
`,
        state: documents(
          iomeshClaimYaml('a', 'east', 'worker-1'),
          iomeshClaimYaml('b', 'west', 'worker-1'),
          nodeYaml('worker-1'),
        ),
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
  volumes:
    - name: a
      persistentVolumeClaim: { claimName: a }
    - name: b
      persistentVolumeClaim: { claimName: b }
`,
        state: documents(
          iomeshClaimYaml('a', 'east', 'worker-1'),
          iomeshClaimYaml('b', 'west', 'worker-2'),
          nodeYaml('worker-1'),
          nodeYaml('worker-2'),
        ),
        findings: [{ path: '/spec/volumes/1', severity: 'error' }],
      },
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: a
      persistentVolumeClaim: { claimName: a }
    - name: b
      persistentVolumeClaim: { claimName: b }
`,
        state: documents(
          iomeshClaimYaml('a', 'east', 'worker-1'),
          iomeshClaimYaml('b', 'west', 'worker-2'),
          nodeYaml('worker-1'),
          nodeYaml('worker-2'),
        ),
        settings: { iomeshAffinity: 'preferred' },
        findings: [{ path: '/spec/volumes/1', severity: 'warning' }],
      },
    ],
  },
  check(object, context) {
    const storage = podStorageOf(object, context, 2);
    if (storage === undefined) return [];
    const conflicts = nodeConflicts(storage).filter(isOfClusters);
    const worst = conflicts.find(conflict => severityOf(conflict) === 'error') ?? conflicts[0];
    if (worst === undefined) return [];
    const [left, right] = worst;
    return [
      {
        path: claimPath(storage, right.claims[0]),
        severity: severityOf(worst),
        message: `${need(left)}, ${need(right)}`,
      },
    ];
  },
});
