import { at } from '../../../../core/json.ts';
import { quote } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { replicasPath } from '../../clusters/replicas.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Rejects numbers of meta pods other than 3 and 5. */
export const iomeshClusterMetaReplicas = defineRule({
  id: 'iomesh-cluster-meta-replicas',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'There are 3 or 5 meta pods.',
  help: 'Use 3 or 5.',
  source: SOURCES.iomeshScaleOut,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  meta: {replicas: 4}
`,
        findings: [{ path: '/spec/meta/replicas' }],
      },
    ],
  },
  check(cluster) {
    const path = replicasPath('meta');
    const replicas = at(cluster, ...path) ?? 3;
    return replicas === 3 || replicas === 5 ? [] : [{ path, message: `meta.replicas is ${quote(replicas)}` }];
  },
});
