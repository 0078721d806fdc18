import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { reductionOf, replicasPath } from '../../clusters/replicas.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

const MINIMUM = 3;
const CHUNK_REPLICAS = '  chunk:\n    replicas: 3';

/** Keeps the removal of chunk pods to one at a time. */
export const opScaleChunkStep = defineRule({
  id: 'op-scale-chunk-step',
  kinds: ['IOMeshCluster'],
  when: 'UPDATE',
  severity: 'error',
  summary: 'Chunk pods are removed one at a time, and at least 3 stay.',
  help: 'Unregister one chunk, lower chunk.replicas by 1, and wait before the next.',
  source: SOURCES.iomeshScaleDown,
  examples: {
    valid: [
      {
        operation: 'UPDATE',
        old: SECOND_CLUSTER.replace(CHUNK_REPLICAS, '  chunk:\n    replicas: 4'),
        yaml: SECOND_CLUSTER,
      },
    ],
    invalid: [
      {
        operation: 'UPDATE',
        old: SECOND_CLUSTER.replace(CHUNK_REPLICAS, '  chunk:\n    replicas: 6'),
        yaml: SECOND_CLUSTER,
        findings: [{ path: '/spec/chunk/replicas' }],
      },
      {
        operation: 'UPDATE',
        old: SECOND_CLUSTER,
        yaml: SECOND_CLUSTER.replace(CHUNK_REPLICAS, '  chunk:\n    replicas: 2'),
        findings: [{ path: '/spec/chunk/replicas', severity: 'warning' }],
      },
    ],
  },
  check(cluster, { request }) {
    const reduction = reductionOf('chunk', request?.oldObject, cluster);
    if (reduction === undefined) return [];
    const { old, now } = reduction;
    const path = nearestPath(cluster, replicasPath('chunk'));
    if (old - now > 1)
      return [{ path, message: `${old - now} chunk pods would be removed at once (${old} to ${now})` }];
    if (now >= MINIMUM) return [];
    return [
      { path, severity: 'warning', message: `${now} chunk pods would be left`, fix: 'Keep at least 3.' },
    ];
  },
});
