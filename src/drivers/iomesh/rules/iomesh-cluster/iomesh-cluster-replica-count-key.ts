import { at } from '../../../../core/json.ts';
import { renameKey } from '../../../../core/key-edits.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';
import { COMPONENTS } from '../../names.ts';

/** Rejects the Helm chart's key for the number of pods. */
export const iomeshClusterReplicaCountKey = defineRule({
  id: 'iomesh-cluster-replica-count-key',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'The number of pods is written as replicas; replicaCount is the key of the Helm chart.',
  help: 'Rename replicaCount to replicas.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  meta: {replicas: 3}
  chunk: {replicaCount: 5}
`,
        findings: [{ path: '/spec/chunk/replicaCount' }],
      },
    ],
  },
  *check(cluster) {
    for (const component of COMPONENTS) {
      const path = ['spec', component, 'replicaCount'];
      if (at(cluster, ...path) === undefined) continue;
      const message = 'replicaCount is the key of the Helm chart';
      yield { path, target: 'key', message, ...renameKey(cluster, path, 'replicas') };
    }
  },
});
