import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { reductionOf, replicasPath } from '../../clusters/replicas.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Rejects the removal of meta pods. */
export const opScaleMetaDown = defineRule({
  id: 'op-scale-meta-down',
  kinds: ['IOMeshCluster'],
  when: 'UPDATE',
  severity: 'error',
  summary: 'The number of meta pods is not reduced: deleting meta pods is not supported.',
  help: 'Keep the number of meta pods.',
  source: SOURCES.iomeshScaleDown,
  examples: {
    valid: [
      {
        operation: 'UPDATE',
        old: SECOND_CLUSTER,
        yaml: SECOND_CLUSTER.replace('replicas: 3', 'replicas: 5'),
      },
    ],
    invalid: [
      {
        operation: 'UPDATE',
        old: SECOND_CLUSTER.replace('replicas: 3', 'replicas: 5'),
        yaml: SECOND_CLUSTER,
        findings: [{ path: '/spec/meta/replicas' }],
      },
    ],
  },
  check(cluster, { request }) {
    const reduction = reductionOf('meta', request?.oldObject, cluster);
    if (reduction === undefined) return [];
    const { old, now } = reduction;
    const path = nearestPath(cluster, replicasPath('meta'));
    return [{ path, message: `meta.replicas goes down from ${old} to ${now}`, fix: `Keep ${old}.` }];
  },
});
