import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { changedTags } from '../../clusters/image-tags.ts';
import { replicasOf, replicasPath } from '../../clusters/replicas.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Warns of an upgrade that leaves no meta or chunk pod running. */
export const opUpgradeSingleReplica = defineRule({
  id: 'op-upgrade-single-replica',
  kinds: ['IOMeshCluster'],
  when: 'UPDATE',
  severity: 'warning',
  summary: 'A cluster is upgraded with more than one meta and one chunk pod.',
  help: 'Scale out before the upgrade: with a single meta or chunk pod it is not supported.',
  source: SOURCES.iomeshUpgrade,
  examples: {
    valid: [
      {
        operation: 'UPDATE',
        old: SECOND_CLUSTER,
        yaml: SECOND_CLUSTER.replaceAll('v5.3.0-rc13', 'v5.3.1'),
      },
    ],
    invalid: [
      {
        operation: 'UPDATE',
        old: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  meta: {replicas: 3, image: {tag: v5.3.0}}
  chunk: {replicas: 1, image: {tag: v5.3.0}}
`,
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  meta: {replicas: 3, image: {tag: v5.3.1}}
  chunk: {replicas: 1, image: {tag: v5.3.1}}
`,
        findings: [{ path: '/spec/chunk/replicas' }],
      },
    ],
  },
  check(cluster, { request }) {
    const before = request?.oldObject;
    if (before === undefined || changedTags(before, cluster).length === 0) return [];
    return (['meta', 'chunk'] as const)
      .filter(component => replicasOf(before, component) === 1)
      .map(component => ({
        path: nearestPath(cluster, replicasPath(component)),
        message: `The image tags change while there is one ${component} pod`,
      }));
  },
});
