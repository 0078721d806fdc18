import { POD_KINDS } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { boundTopolvmClaimYaml, documents, TOPOLVM_CLASS_YAML } from '../shared/examples.ts';
import { nodeConflicts } from '../shared/node-conflicts.ts';
import type { NodeSet } from '../shared/node-conflicts.ts';
import { nodeList } from '../shared/node-list.ts';
import { claimPath, podStorageOf } from '../../core/pod-storage.ts';

function place({ claims, nodes }: NodeSet): string {
  return `claim ${claims.join(', ')} is on ${nodeList(nodes)}`;
}

/** Reports pods with volumes on different nodes: the pod can never run. */
export const podBoundLocalpvConflict = defineRule({
  id: 'pod-bound-localpv-conflict',
  kinds: POD_KINDS,
  severity: 'error',
  summary: 'The local volumes of one pod are on one node.',
  help: 'Use claims whose volumes are on one node; local volumes do not move.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
    - name: log
      persistentVolumeClaim: { claimName: log }
`,
        state: documents(
          boundTopolvmClaimYaml('data', 'worker-1'),
          boundTopolvmClaimYaml('log', 'worker-1'),
          TOPOLVM_CLASS_YAML,
        ),
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
    - name: log
      persistentVolumeClaim: { claimName: log }
`,
        state: documents(
          boundTopolvmClaimYaml('data', 'worker-1'),
          boundTopolvmClaimYaml('log', 'worker-2'),
          TOPOLVM_CLASS_YAML,
        ),
        findings: [{ path: '/spec/volumes/1' }],
      },
    ],
  },
  check(object, context) {
    const storage = podStorageOf(object, context, 2);
    if (storage === undefined) return [];
    const conflict = nodeConflicts(storage).find(pair =>
      pair.every(({ strength }) => strength === 'enforced'),
    );
    if (conflict === undefined) return [];
    const [left, right] = conflict;
    return [{ path: claimPath(storage, right.claims[0]), message: `${place(left)}, ${place(right)}` }];
  },
});
